package io.landfall.config;

import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param properties Kafka client properties, passed through to every client
 */
public record KafkaConfig(Template bootstrapServers, Map<String, Template> properties) {
    public KafkaConfig {
        Require.text(ReferencePlace.KAFKA_SERVERS, bootstrapServers);
        properties = OwnedProperties.without(ReferencePlace.KAFKA_PROPERTIES, properties);
    }

    /** For logs: without literal secrets. */
    @Override
    public String toString() {
        return "KafkaConfig[bootstrapServers=" + bootstrapServers + ", properties=" + Redacted.properties(properties)
                + "]";
    }
}
