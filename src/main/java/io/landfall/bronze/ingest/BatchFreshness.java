package io.landfall.bronze.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How old a batch's oldest rows were when they were loaded, in milliseconds.
 *
 * @param loaded their {@code load_timestamp}
 * @param sourceMillis since their Kafka timestamp; empty if unknown
 * @param landedMillis since they landed; empty if unknown
 */
record BatchFreshness(Instant loaded, OptionalLong sourceMillis, OptionalLong landedMillis) {
    static final String SOURCE = "source_to_load_ms";
    static final String LANDED = "landed_to_load_ms";

    void describe(Map<String, String> details) {
        sourceMillis.ifPresent(millis -> details.put(SOURCE, Long.toString(millis)));
        landedMillis.ifPresent(millis -> details.put(LANDED, Long.toString(millis)));
    }
}
