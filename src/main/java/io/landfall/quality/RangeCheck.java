package io.landfall.quality;

import io.landfall.config.QualityConfig;
import io.landfall.record.FieldPath;
import io.landfall.record.RawRecord;
import io.landfall.record.SchemaMismatchException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;

/** A number between two bounds, both inclusive. Bounds are brought to the field's type once, so comparing is exact. */
abstract class RangeCheck implements QualityCheck {
    private final FieldPath field;
    private final String issue;

    private RangeCheck(String name, FieldPath field) {
        this.field = field;
        this.issue = name + ":range";
    }

    static QualityCheck of(String name, FieldPath field, QualityConfig.Range range) {
        Schema type = field.type();
        LogicalType logical = LogicalTypes.fromSchemaIgnoreInvalid(type);
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return new Decimals(name, field, range, decimal.getScale());
        }
        boolean plain = type.getProp("logicalType") == null;
        return switch (type.getType()) {
            case INT, LONG -> {
                if (!plain) {
                    throw noNumber(name);
                }
                yield new Wholes(name, field, range);
            }
            case FLOAT, DOUBLE -> new Reals(name, field, range);
            default -> throw noNumber(name);
        };
    }

    private static SchemaMismatchException noNumber(String name) {
        return new SchemaMismatchException("'" + name + "' is no number");
    }

    abstract boolean contains(Object value);

    @Override
    public boolean passes(RawRecord record) {
        Object value = field.in(record.value());
        return value == null || contains(value);
    }

    @Override
    public String issue() {
        return issue;
    }

    /** The bound in units of {@code 10^-scale}, rounded into the range; empty where open. */
    private static Optional<BigInteger> units(Optional<Double> bound, int scale, RoundingMode inwards) {
        return bound.filter(number -> !number.isInfinite())
                .map(number ->
                        BigDecimal.valueOf(number).setScale(scale, inwards).unscaledValue());
    }

    private static final class Wholes extends RangeCheck {
        private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
        private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

        private final long min;
        private final long max;

        Wholes(String name, FieldPath field, QualityConfig.Range range) {
            super(name, field);
            BigInteger least = units(range.min(), 0, RoundingMode.CEILING).orElse(LEAST);
            BigInteger most = units(range.max(), 0, RoundingMode.FLOOR).orElse(MOST);
            if (least.compareTo(MOST) > 0 || most.compareTo(LEAST) < 0) {
                throw new SchemaMismatchException("the range has no value of this field's type");
            }
            min = least.max(LEAST).longValueExact();
            max = most.min(MOST).longValueExact();
        }

        @Override
        boolean contains(Object value) {
            long number = ((Number) value).longValue();
            return number >= min && number <= max;
        }
    }

    private static final class Reals extends RangeCheck {
        private final double min;
        private final double max;

        Reals(String name, FieldPath field, QualityConfig.Range range) {
            super(name, field);
            min = rounded(range.min().orElse(Double.NEGATIVE_INFINITY), field.type());
            max = rounded(range.max().orElse(Double.POSITIVE_INFINITY), field.type());
        }

        @Override
        boolean contains(Object value) {
            double number = ((Number) value).doubleValue();
            return number >= min && number <= max;
        }

        /** The bound as a value of the field's type: 0.1 as a float is not 0.1 as a double. */
        private static double rounded(double bound, Schema type) {
            return type.getType() == Schema.Type.FLOAT ? (float) bound : bound;
        }
    }

    private static final class Decimals extends RangeCheck {
        private final Optional<BigInteger> min;
        private final Optional<BigInteger> max;
        private final byte[] fixedMin;
        private final byte[] fixedMax;

        Decimals(String name, FieldPath field, QualityConfig.Range range, int scale) {
            super(name, field);
            min = units(range.min(), scale, RoundingMode.CEILING);
            max = units(range.max(), scale, RoundingMode.FLOOR);
            int size =
                    field.type().getType() == Schema.Type.FIXED ? field.type().getFixedSize() : 1;
            BigInteger beyond = BigInteger.ONE.shiftLeft(size * 8 - 1);
            fixedMin = fixed(min.orElse(beyond.negate()), size, beyond);
            fixedMax = fixed(max.orElse(beyond), size, beyond);
        }

        @Override
        boolean contains(Object value) {
            if (value instanceof GenericFixed fixed) {
                return compare(fixed.bytes(), fixedMin) >= 0 && compare(fixed.bytes(), fixedMax) <= 0;
            }
            ByteBuffer bytes = ((ByteBuffer) value).duplicate();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            BigInteger unscaled = copy.length == 0 ? BigInteger.ZERO : new BigInteger(copy);
            return (min.isEmpty() || unscaled.compareTo(min.get()) >= 0)
                    && (max.isEmpty() || unscaled.compareTo(max.get()) <= 0);
        }

        /** A bound as the bytes of a fixed, so that values are compared as they are. */
        private static byte[] fixed(BigInteger bound, int size, BigInteger beyond) {
            byte[] number = bound.max(beyond.negate())
                    .min(beyond.subtract(BigInteger.ONE))
                    .toByteArray();
            byte[] fixed = new byte[size];
            Arrays.fill(fixed, (byte) (bound.signum() < 0 ? 0xFF : 0));
            System.arraycopy(number, 0, fixed, size - number.length, number.length);
            return fixed;
        }

        /** Two's complement, most significant byte first: only the first byte has a sign. */
        private static int compare(byte[] value, byte[] bound) {
            int first = Byte.compare(value[0], bound[0]);
            return first != 0 ? first : Arrays.compareUnsigned(value, 1, value.length, bound, 1, bound.length);
        }
    }
}
