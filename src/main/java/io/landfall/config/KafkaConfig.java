package io.landfall.config;

import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param properties Kafka client properties, passed through to every client
 */
public record KafkaConfig(Text bootstrapServers, Map<String, Text> properties) {
    /** For logs: without literal secrets. */
    @Override
    public String toString() {
        return "KafkaConfig[bootstrapServers=" + bootstrapServers + ", properties=" + Shown.properties(properties)
                + "]";
    }
}
