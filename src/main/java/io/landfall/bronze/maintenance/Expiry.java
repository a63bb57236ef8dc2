package io.landfall.bronze.maintenance;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.FieldRetention;
import io.landfall.bronze.plan.Retention;
import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.table.BronzeDdl;
import io.landfall.bronze.table.ColumnTypes;
import io.landfall.record.MetadataColumns;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Which rows, and which values in rows, have had their time: as SQL. */
final class Expiry {
    /** A number's unit is told by its size: each of these is in 1973 as its own unit, and after 5000 as the one before. */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private static final long MICROSECONDS_FROM = 100_000_000_000_000L;
    private static final long NANOSECONDS_FROM = 100_000_000_000_000_000L;

    private static final String ISO = "^\\d{4}-\\d{2}-\\d{2}($|[T ])";

    private Expiry() {}

    /**
     * Whether a table has the field that is to be erased.
     *
     * @param columns the table's
     * @throws BronzeException if it lies where no {@code UPDATE} reaches
     */
    static boolean reaches(FieldRetention erased, StructType columns) {
        String field = erased.field();
        for (int end = field.indexOf('.'); end >= 0; end = field.indexOf('.', end + 1)) {
            String outer = field.substring(0, end);
            ColumnTypes.at(columns, outer)
                    .filter(type -> type instanceof ArrayType || type instanceof MapType)
                    .ifPresent(type -> {
                        throw new BronzeException("field_retention names " + field + ", but " + outer + " is "
                                + type.sql() + ", which can only be erased as a whole: name " + outer);
                    });
        }
        return ColumnTypes.at(columns, field).isPresent();
    }

    /** Erases the values whose time is over, in a table of these columns. */
    static String erase(TableName table, FieldRetention field, StructType columns, Instant now) {
        return BronzeDdl.erase(table, field.field(), expired(field.retention(), columns, now), now);
    }

    /** As {@link #erase}, where the columns are not known. */
    static String outline(TableName table, FieldRetention field, Instant now) {
        Retention retention = field.retention();
        return BronzeDdl.erase(
                table, field.field(), "<" + retention.decidedBy() + " is before " + retention.cutoff(now) + ">", now);
    }

    /**
     * Whether a row is expired, as SQL: true, or else false or null. Asks that the session's time zone be UTC.
     *
     * @param columns the table's
     */
    static String expired(Retention retention, StructType columns, Instant now) {
        LocalDateTime cutoff = retention.cutoff(now).atStartOfDay();
        String byKafka = TableName.quote(MetadataColumns.SOURCE_TIMESTAMP) + " < " + instant(cutoff);
        return retention
                .eventTime()
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
