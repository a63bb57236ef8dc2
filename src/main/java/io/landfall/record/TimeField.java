package io.landfall.record;

import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * A field that holds a point in time: any of Avro's timestamps, a date (its first moment in UTC), a plain {@code long}
 * (milliseconds since the epoch), or text in ISO 8601 (UTC unless it says otherwise).
 */
public final class TimeField {
    /** There is no value, or text that is no time. */
    public static final long ABSENT = Long.MIN_VALUE;

    static final long MICROS_OF_DAY = 86_400_000_000L;

    private enum Unit {
        DAYS,
        MILLIS,
        MICROS,
        NANOS,
        TEXT
    }

    private final FieldPath path;
    private final Unit unit;

    private TimeField(FieldPath path, Unit unit) {
        this.path = path;
        this.unit = unit;
    }

    /**
     * Finds a time field.
     *
     * @throws SchemaMismatchException if there is no such field, or it holds no time
     */
    public static TimeField of(Schema schema, String path) {
        FieldPath field = FieldPath.of(schema, path);
        Unit unit = unit(field.type())
                .orElseThrow(() -> new SchemaMismatchException("'" + path
                        + "' holds no time: it takes a timestamp, a date, a long (milliseconds) or ISO 8601 text"));
        return new TimeField(field, unit);
    }

    /** Microseconds since the epoch, or {@link #ABSENT}; what is beyond a {@code long} is its nearest end. */
    public long micros(GenericRecord record) {
        Object value = path.in(record);
        if (value == null) {
            return ABSENT;
        }
        return switch (unit) {
            case DAYS -> times(((Number) value).longValue(), MICROS_OF_DAY);
            case MILLIS -> times(((Number) value).longValue(), 1000);
            case MICROS -> Math.max(((Number) value).longValue(), -Long.MAX_VALUE);
            case NANOS -> Math.floorDiv(((Number) value).longValue(), 1000);
            case TEXT -> micros(value.toString());
        };
    }

    /** The same of a text in ISO 8601, UTC unless it says otherwise; {@link #ABSENT} where it is no time. */
    public static long micros(String text) {
        return IsoTime.micros(text);
    }

    /** Whether it knows days only. */
    public boolean isDate() {
        return unit == Unit.DAYS;
    }

    /** The day that a time lies on, counted from the epoch, in UTC. */
    public static long day(long micros) {
        return Math.floorDiv(micros, MICROS_OF_DAY);
    }

    private static Optional<Unit> unit(Schema type) {
        String logical = FormerType.logicalName(type);
        return switch (type.getType()) {
            case INT -> logical.equals("date") ? Optional.of(Unit.DAYS) : Optional.empty();
            case LONG -> logical.isEmpty() ? Optional.of(Unit.MILLIS) : timestamp(logical);
            case STRING -> Optional.of(Unit.TEXT);
            default -> Optional.empty();
        };
    }

    private static Optional<Unit> timestamp(String logicalType) {
        return switch (logicalType) {
            case "timestamp-millis", "local-timestamp-millis" -> Optional.of(Unit.MILLIS);
            case "timestamp-micros", "local-timestamp-micros" -> Optional.of(Unit.MICROS);
            case "timestamp-nanos", "local-timestamp-nanos" -> Optional.of(Unit.NANOS);
            default -> Optional.empty();
        };
    }

    private static long times(long value, long factor) {
        long most = Long.MAX_VALUE / factor;
        return value > most ? Long.MAX_VALUE : value < -most ? -Long.MAX_VALUE : value * factor;
    }
}
