package io.landfall.config;

import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param properties Kafka client properties, passed through to every client
 */
public record KafkaConfig(Template bootstrapServers, Map<String, Template> properties) {
    public KafkaConfig {
        Require.text("kafka.bootstrap_servers", bootstrapServers, "host:port, several with commas");
        properties = OwnedProperties.without("kafka.properties", properties);
    }

    /** For logs: without literal secrets. */
    @Override
    public String toString() {
        return "KafkaConfig[bootstrapServers=" + bootstrapServers + ", properties=" + Redacted.properties(properties)
                + "]";
    }
}
