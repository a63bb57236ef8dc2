package io.landfall.config;

import java.util.Map;

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
