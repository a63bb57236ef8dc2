package io.landfall.config;

import io.landfall.config.form.Spelling;
import io.landfall.config.form.WholeNumbers;
import java.util.Map;
import java.util.Objects;

/**
 * How Kafka Streams runs.
 *
 * @param guarantee the processing guarantee
 * @param threads stream threads of this process
 * @param stateDir where state stores live
 * @param store the kind of state store that dedupe uses
 * @param properties Kafka Streams properties, passed through
 */
public record ProcessingConfig(
        Guarantee guarantee, int threads, String stateDir, StoreKind store, Map<String, Template> properties) {
    public static final WholeNumbers THREADS = new WholeNumbers(1, 1024);

    public ProcessingConfig {
        Objects.requireNonNull(guarantee, "guarantee");
        Objects.requireNonNull(store, "store");
        Require.number("processing.threads", threads, THREADS);
        Require.form("processing.state_dir", stateDir, Spelling.PLAIN);
        properties = OwnedProperties.without(ReferencePlace.STREAMS_PROPERTIES, properties);
    }

    /** For logs: without literal secrets. */
    @Override
    public String toString() {
        return "ProcessingConfig[guarantee=" + guarantee + ", threads=" + threads + ", stateDir=" + stateDir
                + ", store=" + store + ", properties=" + Redacted.properties(properties) + "]";
    }

    /** Kafka Streams' processing guarantees; YAML: {@code exactly_once_v2}, {@code at_least_once}. */
    public enum Guarantee {
        EXACTLY_ONCE_V2,
        AT_LEAST_ONCE
    }

    /** YAML: {@code disk}, {@code memory}. */
    public enum StoreKind {
        DISK,
        MEMORY
    }
}
