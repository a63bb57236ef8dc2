package io.landfall.privacy;

import io.landfall.record.FormerType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;

/**
 * The canonical form of a scalar value: a tag for its kind, then text, or the bytes themselves for binary values. Equal
 * values have equal forms in every table, whatever width or unit their columns have (the {@code int} 7 and the
 * {@code long} 7, an instant in milliseconds and in microseconds); values of different kinds never do. Tokens and
 * ciphertexts are made of it, so it must not change.
 */
abstract class Scalar {
    static final byte TEXT = 's';
    static final byte NUMBER = 'n';
    static final byte FLOATING = 'f';
    static final byte BOOLEAN = 'b';
    static final byte TIME = 't';
    static final byte BINARY = 'x';

    private static final long SECONDS_PER_DAY = 86_400;
    private static final long MILLIS = 1_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;

    private final byte tag;

    private Scalar(byte tag) {
        this.tag = tag;
    }

    /** The value as people read it: decimal digits, ISO 8601, {@code true}; hexadecimal digits for binary values. */
    abstract String text(Object value);

    /** What the tag is followed by. */
    abstract byte[] content(Object value);

    /** Tag and content. */
    final byte[] canonical(Object value) {
        return tagged(tag, content(value));
    }

    static byte[] tagged(byte tag, byte[] content) {
        byte[] form = new byte[content.length + 1];
        form[0] = tag;
        System.arraycopy(content, 0, form, 1, content.length);
        return form;
    }

    /**
     * The form of a schema's values, as Avro's generic reader makes them without conversions.
     *
     * @throws IllegalArgumentException for a schema that is not scalar
     */
    static Scalar of(Schema schema) {
        // As Avro takes it: a logical type that is not valid where it stands is none.
        String logical = schema.getLogicalType() == null
                ? FormerType.formerName(schema)
                : schema.getLogicalType().getName();
        return switch (schema.getType()) {
            case STRING, ENUM -> new Textual(TEXT, Object::toString);
            case BOOLEAN -> new Textual(BOOLEAN, Object::toString);
            case FLOAT, DOUBLE -> new Textual(FLOATING, Object::toString);
            case INT ->
                switch (logical) {
                    case "date" -> time(days -> LocalDate.ofEpochDay(days).toString());
                    case "time-millis" -> time(t -> timeOfDay(t, MILLIS));
                    default -> new Textual(NUMBER, Object::toString);
                };
            case LONG ->
                switch (logical) {
                    case "time-micros" -> time(t -> timeOfDay(t, MICROS));
                    case "timestamp-millis" -> time(t -> instant(t, MILLIS).toString());
                    case "timestamp-micros" -> time(t -> instant(t, MICROS).toString());
                    case "timestamp-nanos" -> time(t -> instant(t, NANOS).toString());
                    case "local-timestamp-millis" -> time(t -> local(t, MILLIS));
                    case "local-timestamp-micros" -> time(t -> local(t, MICROS));
                    case "local-timestamp-nanos" -> time(t -> local(t, NANOS));
                    default -> new Textual(NUMBER, Object::toString);
                };
            case BYTES, FIXED ->
                switch (logical) {
                    case "decimal" -> decimal(((LogicalTypes.Decimal) schema.getLogicalType()).getScale());
                    case "uuid" -> new Textual(TEXT, v -> uuid(bytes(v)));
                    default -> new Binary();
                };
            default -> throw new IllegalArgumentException("not a scalar");
        };
    }

    private static Scalar time(LongFunction<String> text) {
        return new Textual(TIME, v -> text.apply(((Number) v).longValue()));
    }

    private static Scalar decimal(int scale) {
        return new Textual(NUMBER, v -> new BigDecimal(unscaled(bytes(v)), scale).toPlainString());
    }

    private static BigInteger unscaled(byte[] bytes) {
        return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    }

    private static String timeOfDay(long units, long perSecond) {
        if (units < 0 || units >= SECONDS_PER_DAY * perSecond) {
            return Long.toString(units); // Avro lets it pass, java.time does not
        }
        return LocalTime.ofNanoOfDay(units * (NANOS / perSecond)).toString();
    }

    private static Instant instant(long units, long perSecond) {
        return Instant.ofEpochSecond(
                Math.floorDiv(units, perSecond), Math.floorMod(units, perSecond) * (NANOS / perSecond));
    }

    private static String local(long units, long perSecond) {
        return LocalDateTime.ofInstant(instant(units, perSecond), ZoneOffset.UTC)
                .toString();
    }

    private static String uuid(byte[] bytes) {
        ByteBuffer b = ByteBuffer.wrap(bytes);
        return new UUID(b.getLong(), b.getLong()).toString();
    }

    private static byte[] bytes(Object value) {
        if (value instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer view = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }

    private static final class Textual extends Scalar {
        private final Function<Object, String> text;

        Textual(byte tag, Function<Object, String> text) {
            super(tag);
            this.text = text;
        }

        @Override
        String text(Object value) {
            return text.apply(value);
        }

        @Override
        byte[] content(Object value) {
            return text(value).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final class Binary extends Scalar {
        Binary() {
            super(BINARY);
        }

        @Override
        String text(Object value) {
            return HexFormat.of().formatHex(bytes(value));
        }

        @Override
        byte[] content(Object value) {
            return bytes(value);
        }
    }
}
