package io.landfall.quality.rule;

import io.landfall.record.FieldPath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/** The kinds of exact numbers. */
final class ExactNumbers {
    private ExactNumbers() {}

    /** An {@code int} or a {@code long}. */
    static final class Whole extends ExactNumber {
        private final FieldPath field;

        Whole(FieldPath field) {
            super(0);
            this.field = field;
        }

        @Override
        long units(GenericRecord record) {
            return field.in(record) instanceof Number number ? number.longValue() : Units.NONE;
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            return field.in(record) instanceof Number number ? BigDecimal.valueOf(number.longValue()) : null;
        }
    }

    /** Avro's decimal. */
    static final class Decimal extends ExactNumber {
        private final FieldPath field;

        Decimal(FieldPath field, int scale) {
            super(scale);
            this.field = field;
        }

        @Override
        long units(GenericRecord record) {
            Object value = field.in(record);
            return value == null ? Units.NONE : Units.of(bytes(value));
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            Object value = field.in(record);
            return value == null ? null : new BigDecimal(new BigInteger(bytes(value)), scale());
        }

        private static byte[] bytes(Object value) {
            if (value instanceof GenericFixed fixed) {
                return fixed.bytes();
            }
            ByteBuffer buffer = ((ByteBuffer) value).duplicate();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }
    }

    /** A number of the rule. */
    static final class Written extends ExactNumber {
        private final BigDecimal value;
        private final long units;

        Written(BigDecimal value) {
            super(value.scale());
            this.value = value;
            this.units = value.unscaledValue().bitLength() < Long.SIZE
                    ? value.unscaledValue().longValue()
                    : Units.NONE;
        }

        @Override
        long units(GenericRecord record) {
            return units;
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            return value;
        }
    }

    /** {@code left + sign * right}. */
    static final class Sum extends ExactNumber {
        private final ExactNumber left;
        private final ExactNumber right;
        private final int sign;
        private final long leftFactor;
        private final long rightFactor;

        Sum(ExactNumber left, int sign, ExactNumber right) {
            super(Math.max(left.scale(), right.scale()));
            this.left = left;
            this.right = right;
            this.sign = sign;
            this.leftFactor = Units.powerOfTen(scale() - left.scale());
            this.rightFactor = Units.product(sign, Units.powerOfTen(scale() - right.scale()));
        }

        @Override
        long units(GenericRecord record) {
            return Units.sum(
                    Units.product(left.units(record), leftFactor), Units.product(right.units(record), rightFactor));
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            BigDecimal first = left.exact(record);
            BigDecimal second = right.exact(record);
            if (first == null || second == null) {
                return null;
            }
            return sign < 0 ? first.subtract(second) : first.add(second);
        }
    }

    /** {@code left * right}. */
    static final class Product extends ExactNumber {
        private final ExactNumber left;
        private final ExactNumber right;

        Product(ExactNumber left, ExactNumber right) {
            super(left.scale() + right.scale());
            this.left = left;
            this.right = right;
        }

        @Override
        long units(GenericRecord record) {
            return Units.product(left.units(record), right.units(record));
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            BigDecimal first = left.exact(record);
            BigDecimal second = right.exact(record);
            return first == null || second == null ? null : first.multiply(second);
        }
    }

    /** {@code abs(number)}. */
    static final class Absolute extends ExactNumber {
        private final ExactNumber number;

        Absolute(ExactNumber number) {
            super(number.scale());
            this.number = number;
        }

        @Override
        long units(GenericRecord record) {
            return Math.abs(number.units(record)); // of NONE: NONE
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            BigDecimal exact = number.exact(record);
            return exact == null ? null : exact.abs();
        }
    }
}
