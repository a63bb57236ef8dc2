package io.landfall.bronze;

import io.landfall.record.MetadataColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * How long a table's rows stay, or a field's values in them, counted from when what they tell of happened: as everywhere in Landfall that is the table's
 * event time, and Kafka's timestamp where there is none. Not from when they were loaded, or a table that is loaded anew would keep them for
 * another term. A row that has neither time stays.
 *
 * @param eventTime the table's event-time field
 */
record Retention(Period period, Optional<String> eventTime) {
    /** A number's unit is told by its size: each of these is in 1973 as its own unit, and after 5000 as the one before. */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private static final long MICROSECONDS_FROM = 100_000_000_000_000L;
    private static final long NANOSECONDS_FROM = 100_000_000_000_000_000L;

    private static final String ISO = "^\\d{4}-\\d{2}-\\d{2}($|[T ])";

    /** Rows from before this day, in UTC, are expired. Days, so that running twice on a day is running once. */
    LocalDate cutoff(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).minus(period);
    }

    /** The column that decides. */
    String decidedBy() {
        return eventTime.orElse(MetadataColumns.SOURCE_TIMESTAMP);
    }

    /**
     * Whether a row is expired, as SQL: true, or else false or null. Asks that the session's time zone be UTC.
     *
     * @param columns the table's
     */
    String expired(StructType columns, Instant now) {
        LocalDateTime cutoff = cutoff(now).atStartOfDay();
        String byKafka = TableName.quote(MetadataColumns.SOURCE_TIMESTAMP) + " < " + instant(cutoff);
        return eventTime
                .flatMap(path -> ColumnTypes.at(columns, path).flatMap(type -> time(BronzeDdl.path(path), type)))
                // Not as one expression with coalesce: Delta could not tell from its statistics which files to skip.
                .map(time -> "(" + before(time, cutoff) + " OR (" + time.value() + " IS NULL AND " + byKafka + "))")
                .orElse(byKafka);
    }

    /**
     * An expression of times.
     *
     * @param type what Spark takes it for
     */
    private record Time(String value, DataType type) {}

    /** The column as times, null where it holds none; empty if it never holds any, as when it is protected. */
    private static Optional<Time> time(String column, DataType type) {
        if (type instanceof StringType) {
            // Spark takes a bare number for a year.
            return Optional.of(new Time(
                    "CASE WHEN " + column + " RLIKE " + BronzeDdl.text(ISO) + " THEN try_cast(" + column
                            + " AS TIMESTAMP) END",
                    DataTypes.TimestampType));
        }
        boolean holdsTimes = type instanceof TimestampType
                || type instanceof TimestampNTZType
                || type instanceof DateType
                || type instanceof LongType;
        return holdsTimes ? Optional.of(new Time(column, type)) : Optional.empty();
    }

    private static String before(Time time, LocalDateTime cutoff) {
        if (time.type() instanceof TimestampNTZType) {
            return time.value() + " < TIMESTAMP_NTZ '" + cutoff + "'";
        }
        if (time.type() instanceof DateType) {
            return time.value() + " < DATE '" + cutoff.toLocalDate() + "'";
        }
        if (time.type() instanceof LongType) {
            return before(time.value(), cutoff.toEpochSecond(ZoneOffset.UTC));
        }
        return time.value() + " < " + instant(cutoff);
    }

    private static String instant(LocalDateTime utc) {
        return "TIMESTAMP '" + utc.toInstant(ZoneOffset.UTC) + "'";
    }

    /** Of the units that a number could be of, this takes the one that makes it the later time. */
    private static String before(String number, long seconds) {
        return "(" + number + " < " + seconds
                + between(number, MILLISECONDS_FROM, seconds * 1_000)
                + between(number, MICROSECONDS_FROM, seconds * 1_000_000)
                + between(number, NANOSECONDS_FROM, seconds * 1_000_000_000) + ")";
    }

    private static String between(String number, long from, long end) {
        return " OR " + number + " BETWEEN " + from + " AND " + (end - 1);
    }
}
