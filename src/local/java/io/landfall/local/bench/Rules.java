package io.landfall.local.bench;

import java.util.List;

/**
 * What is asked of a workload's records. Landfall's configuration and the Spark job's expressions are both made from this, so
 * that they do the same work.
 *
 * @param eventTime the field that says when it happened
 * @param dedupeBy the fields that make two records the same
 * @param required must have a value
 * @param patterns {@code email} or {@code phone}
 * @param tokenized fields, with dots into nested records
 * @param masked fields, with dots into nested records
 */
record Rules(
        String eventTime,
        List<String> dedupeBy,
        List<String> required,
        List<Range> ranges,
        List<Pattern> patterns,
        List<String> tokenized,
        List<String> masked) {

    /** What a field may be, both ends inclusive. */
    record Range(String field, long least, long greatest) {}

    /** A field's named pattern. */
    record Pattern(String field, String name) {}

    /** How far apart in event time two records may be and still count as the same. */
    static final int WINDOW_HOURS = 24;

    /** How far the event time may lie after the record's Kafka timestamp. */
    static final int FUTURE_HOURS = 1;
}
