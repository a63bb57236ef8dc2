package io.landfall.bronze;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.landfall.record.MetadataColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * How long a table's rows stay, counted from when what they tell of happened: as everywhere in Landfall that is the table's
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
     * Whether a row is expired: true, or else false or null. Asks that the session's time zone be UTC.
     *
     * @param columns the table's
     */
    Column expired(StructType columns, Instant now) {
        LocalDateTime cutoff = cutoff(now).atStartOfDay();
        Column byKafka = col(MetadataColumns.SOURCE_TIMESTAMP).lt(lit(cutoff.toInstant(ZoneOffset.UTC)));
        return eventTime
                .flatMap(path -> ColumnTypes.at(columns, path).flatMap(type -> time(col(BronzeDdl.path(path)), type)))
                // Not as one expression with coalesce: Delta could not tell from its statistics which files to skip.
                .map(time -> before(time, cutoff).or(time.column().isNull().and(byKafka)))
                .orElse(byKafka);
    }

    /**
     * A column of times.
     *
     * @param type what Spark takes it for
     */
    private record Time(Column column, DataType type) {}

    /** The column as times, null where it holds none; empty if it never holds any, as when it is protected. */
    private static Optional<Time> time(Column column, DataType type) {
        if (type instanceof StringType) {
            // Spark takes a bare number for a year.
            return Optional.of(
                    new Time(when(column.rlike(ISO), column.try_cast("timestamp")), DataTypes.TimestampType));
        }
        boolean holdsTimes = type instanceof TimestampType
                || type instanceof TimestampNTZType
                || type instanceof DateType
                || type instanceof LongType;
        return holdsTimes ? Optional.of(new Time(column, type)) : Optional.empty();
    }

    private static Column before(Time time, LocalDateTime cutoff) {
        Instant instant = cutoff.toInstant(ZoneOffset.UTC);
        if (time.type() instanceof TimestampNTZType) {
            return time.column().lt(lit(cutoff));
        }
        if (time.type() instanceof DateType) {
            return time.column().lt(lit(cutoff.toLocalDate()));
        }
        if (time.type() instanceof LongType) {
            return before(time.column(), instant.getEpochSecond());
        }
        return time.column().lt(lit(instant));
    }

    /** Of the units that a number could be of, this takes the one that makes it the later time. */
    private static Column before(Column number, long seconds) {
        return number.lt(lit(seconds))
                .or(number.between(MILLISECONDS_FROM, seconds * 1_000 - 1))
                .or(number.between(MICROSECONDS_FROM, seconds * 1_000_000 - 1))
                .or(number.between(NANOSECONDS_FROM, seconds * 1_000_000_000 - 1));
    }
}
