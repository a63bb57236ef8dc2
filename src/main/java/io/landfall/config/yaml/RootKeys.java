package io.landfall.config.yaml;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.Overlay;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole file. */
final class RootKeys {
    static final Key<String> APPLICATION = Key.required(
            "application",
            Types.matching(LandfallConfig.APPLICATION),
            "Names the Kafka Streams application, its consumer group and its quarantine topic.");
    static final Key<String> SOURCE_SYSTEM =
            Key.required("source_system", Types.PLAIN, "Where the data comes from; lands in every row.");
    static final Key<Values> KAFKA = Key.section(ConnectionKeys.KAFKA);
    static final Key<Values> SCHEMA_REGISTRY = Key.section(ConnectionKeys.SCHEMA_REGISTRY);
    static final Key<Values> PROCESSING = Key.section(ProcessingKeys.SECTION);
    static final Key<Values> LANDING = Key.section(LandingKeys.SECTION);
    static final Key<Values> KEYS = Key.section(KeyRingKeys.SECTION);
    static final Key<Values> SERVICE = Key.section(ServiceKeys.SECTION);
    static final Key<Values> BRONZE = Key.section(BronzeKeys.SECTION);
    static final Key<Map<String, Values>> TABLES = Key.required(
            "tables",
            Types.map(Types.matching(TableConfig.NAME), TableKeys.SECTION, "at least one table"),
            "The tables by name.");

    private static final List<Key<?>> OF_EVERY_ENVIRONMENT = List.of(
            APPLICATION, SOURCE_SYSTEM, KAFKA, SCHEMA_REGISTRY, PROCESSING, LANDING, KEYS, SERVICE, BRONZE, TABLES);

    static final Key<Map<String, Values>> ENVIRONMENTS = Key.map(
            "environments",
            Types.map(
                    Types.matching(LandfallConfig.ENVIRONMENT),
                    new Overlay(
                            new Section("overlay", "What differs in one environment.", OF_EVERY_ENVIRONMENT, Map.of())),
                    "a mapping of environments to what differs in them"),
            "Environment to a partial document, merged over the rest when the environment is chosen (--env).");

    static final Section SECTION = new Section("landfall", "Landfall's configuration.", all(), Map.of());

    private RootKeys() {}

    private static List<Key<?>> all() {
        List<Key<?>> all = new ArrayList<>(OF_EVERY_ENVIRONMENT);
        all.add(2, ENVIRONMENTS);
        return List.copyOf(all);
    }

    static void check(Values root, Problems problems) {
        root.find(SCHEMA_REGISTRY).ifPresent(registry -> ConnectionKeys.check(registry, problems));
        Optional<Values> landing = root.find(LANDING);
        landing.ifPresent(values -> LandingKeys.check(values, problems));
        root.find(KEYS).ifPresent(keys -> KeyRingKeys.check(keys, problems));
        if (landing.isPresent()) {
            root.find(BRONZE).ifPresent(bronze -> BronzeKeys.check(bronze, landing.get(), problems));
        }
        root.find(TABLES)
                .orElse(Map.of())
                .forEach((name, table) -> TableChecks.check(name, table, root.find(APPLICATION), problems));
    }

    static LandfallConfig config(Values root, String environment) {
        String application = root.get(APPLICATION);
        Map<String, TableConfig> tables = new LinkedHashMap<>();
        root.get(TABLES).forEach((name, table) -> tables.put(name, TableKeys.table(name, table)));
        return new LandfallConfig(
                application,
                environment,
                root.get(SOURCE_SYSTEM),
                ConnectionKeys.kafka(root.get(KAFKA)),
                ConnectionKeys.schemaRegistry(root.get(SCHEMA_REGISTRY)),
                ProcessingKeys.processing(root.get(PROCESSING)),
                LandingKeys.landing(root.get(LANDING)),
                KeyRingKeys.keys(root.get(KEYS)),
                ServiceKeys.service(root.get(SERVICE), application),
                BronzeKeys.bronze(root.get(BRONZE), application),
                tables);
    }
}
