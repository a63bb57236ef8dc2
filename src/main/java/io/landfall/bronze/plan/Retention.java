package io.landfall.bronze.plan;

import io.landfall.record.MetadataColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How long a table's rows stay, or a field's values in them, counted from when what they tell of happened: as everywhere in Landfall that is the table's
 * event time, and Kafka's timestamp where there is none. Not from when they were loaded, or a table that is loaded anew would keep them for
 * another term. A row that has neither time stays.
 *
 * @param eventTime the table's event-time field
 */
public record Retention(Period period, Optional<String> eventTime) {
    /** Rows from before this day, in UTC, are expired. Days, so that running twice on a day is running once. */
    public LocalDate cutoff(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).minus(period);
    }

    /** The column that decides. */
    public String decidedBy() {
        return eventTime.orElse(MetadataColumns.SOURCE_TIMESTAMP);
    }
}
