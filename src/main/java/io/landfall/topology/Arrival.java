package io.landfall.topology;

import io.landfall.privacy.SealedQuarantine;
import io.landfall.record.EnrichedRow;

/** What reaches a table's land node: every record does, whatever became of it, so that each offset is accounted for. */
sealed interface Arrival {

    /** The record's source offset. */
    long offset();

    /** A row to land. */
    record Row(EnrichedRow row, int score) implements Arrival {
        @Override
        public long offset() {
            return row.position().offset();
        }
    }

    /** Equal to a record accepted earlier. */
    record Duplicate(long offset) implements Arrival {}

    /** Only counted. */
    record Skipped(long offset) implements Arrival {}

    /** For quarantine. */
    record Quarantined(SealedQuarantine sealed) implements Arrival {
        @Override
        public long offset() {
            return sealed.position().offset();
        }
    }
}
