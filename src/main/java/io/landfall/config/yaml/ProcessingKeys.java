package io.landfall.config.yaml;

import io.landfall.config.ProcessingConfig;
import io.landfall.config.Template;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.Values;
import java.util.Map;

/** The section {@code processing}. */
final class ProcessingKeys {
    static final Key<ProcessingConfig.Guarantee> GUARANTEE = Key.defaulting(
            "guarantee",
            Types.word(ProcessingConfig.Guarantee.class),
            "Kafka Streams' processing guarantee. Segments land exactly once under both; state and quarantine topic "
                    + "only with exactly_once_v2.",
            "exactly_once_v2");
    static final Key<Integer> THREADS =
            Key.defaulting("threads", Types.integer(ProcessingConfig.THREADS), "Stream threads of this process.", 1);
    static final Key<String> STATE_DIR = Key.defaulting(
            "state_dir", Types.PLAIN, "The folder of the state stores; keep it between restarts.", "/var/lib/landfall");
    static final Key<ProcessingConfig.StoreKind> STORE = Key.defaulting(
            "store", Types.word(ProcessingConfig.StoreKind.class), "Where dedupe keeps what it has seen.", "disk");
    static final Key<Map<String, Template>> PROPERTIES =
            Key.map("properties", new KafkaProperties(), "Kafka Streams properties, passed through.");
    static final Section SECTION =
            Section.of("processing", "How Kafka Streams runs.", GUARANTEE, THREADS, STATE_DIR, STORE, PROPERTIES);

    private ProcessingKeys() {}

    static ProcessingConfig processing(Values values) {
        return new ProcessingConfig(
                values.get(GUARANTEE),
                values.get(THREADS),
                values.get(STATE_DIR),
                values.get(STORE),
                values.get(PROPERTIES));
    }
}
