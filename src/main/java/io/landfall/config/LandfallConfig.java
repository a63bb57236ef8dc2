package io.landfall.config;

import io.landfall.config.form.Spelling;
import io.landfall.config.form.Violation;
import java.util.List;
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
    public static final Spelling APPLICATION = new Spelling(
            "an application's name",
            "a name of letters, digits, dots, _ and -, at most 200",
            "[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    public static final Spelling ENVIRONMENT =
            new Spelling("an environment's name", "letters, digits, - and _", "[A-Za-z0-9_-]+");

    public LandfallConfig {
        Require.form("application", application, APPLICATION);
        Require.that(environment.isEmpty() || ENVIRONMENT.matches(environment), "environments", ENVIRONMENT.expected());
        Require.form("source_system", sourceSystem, Spelling.PLAIN);
        Require.none("bronze", checkpoints(landing.root(), bronze.checkpoints()));
        tables = Require.copy(tables);
        Require.that(!tables.isEmpty(), "tables", "at least one table");
        for (Map.Entry<String, TableConfig> table : tables.entrySet()) {
            Require.that(
                    table.getKey().equals(table.getValue().name()), "tables." + table.getKey(), "the table's own name");
            Require.none(
                    "tables." + table.getKey(), topic(table.getValue().source().topic(), application));
        }
    }

    /** Checkpoints are not where each file is taken for a segment. */
    public static List<Violation> checkpoints(Template landingRoot, Template checkpoints) {
        return LandingRoot.contains(landingRoot, checkpoints)
                ? List.of(Violation.at(
                        "is inside the landing area, where each file is taken for a segment",
                        "a folder outside landing.root",
                        "checkpoints"))
                : List.of();
    }

    /** No table reads its application's own quarantine. */
    public static List<Violation> topic(String topic, String application) {
        return topic.equals(quarantineTopic(application))
                ? List.of(Violation.at("is the application's own quarantine topic", "another topic", "topic"))
                : List.of();
    }

    /** Where records go that cannot or may not land. */
    public String quarantineTopic() {
        return quarantineTopic(application);
    }

    /**
     * The consumer group that reads a table. One with a {@code roll_every} of its own is read by itself, so that changing its
     * value keeps the group and the state.
     */
    public String consumerGroup(TableConfig table) {
        return table.landing().rollEvery().isPresent() ? application + "-" + table.name() : application;
    }

    public static String quarantineTopic(String application) {
        return application + ".quarantine";
    }
}
