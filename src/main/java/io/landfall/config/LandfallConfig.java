package io.landfall.config;

import java.util.Map;

/**
 * All of {@code landfall.yaml}, for one environment: validated, defaults filled in, references unresolved.
 *
 * @param application names the Kafka Streams application, its consumer group and its quarantine topic
 * @param environment the environment whose overlay was merged in; empty if none was asked for
 * @param sourceSystem lands in every row's {@code source_system}
 * @param tables by table name, in the file's order
 */
public record LandfallConfig(
        String application,
        String environment,
        String sourceSystem,
        KafkaConfig kafka,
        SchemaRegistryConfig schemaRegistry,
        ProcessingConfig processing,
        LandingConfig landing,
        KeysConfig keys,
        ServiceConfig service,
        BronzeConfig bronze,
        Map<String, TableConfig> tables) {

    /** Where records go that cannot or may not land. */
    public String quarantineTopic() {
        return quarantineTopic(application);
    }

    /**
     * The consumer group that reads a table. One with a {@code roll_every} of its own is read by itself, so that changing its
     * value keeps the group and the state.
     */
    public String consumerGroup(TableConfig table) {
        return table.rollEvery().isPresent() ? application + "-" + table.name() : application;
    }

    public static String quarantineTopic(String application) {
        return application + ".quarantine";
    }
}
