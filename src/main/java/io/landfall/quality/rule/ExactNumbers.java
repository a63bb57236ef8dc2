package io.landfall.quality.rule;

import io.landfall.record.FieldPath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
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
            return field.in(record) instanceof Number number ? number.longValue() : CheckedLong.NONE;
        }

        @Override
        boolean isMissing(GenericRecord record) {
            return field.in(record) == null;
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            return BigDecimal.valueOf(((Number) Objects.requireNonNull(field.in(record))).longValue());
        }
    }

    /** Avro's decimal, which lands as a fixed number of bytes. */
    static final class Decimal extends ExactNumber {
        private final FieldPath field;

        Decimal(FieldPath field, int scale) {
            super(scale);
            this.field = field;
        }

        @Override
        long units(GenericRecord record) {
            return field.in(record) instanceof GenericFixed fixed ? CheckedLong.of(fixed.bytes()) : CheckedLong.NONE;
        }

        @Override
        boolean isMissing(GenericRecord record) {
            return field.in(record) == null;
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            return new BigDecimal(
                    new BigInteger(((GenericFixed) Objects.requireNonNull(field.in(record))).bytes()), scale());
        }
    }

    /** A number of the rule. */
    static final class Literal extends ExactNumber {
        private final BigDecimal value;
        private final long units;

        Literal(BigDecimal value) {
            super(value.scale());
            this.value = value;
            this.units = value.unscaledValue().bitLength() < Long.SIZE
                    ? value.unscaledValue().longValue()
                    : CheckedLong.NONE;
        }

        @Override
        long units(GenericRecord record) {
            return units;
        }

        @Override
        boolean isMissing(GenericRecord record) {
            return false;
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
            this.leftFactor = CheckedLong.powerOfTen(scale() - left.scale());
            this.rightFactor = CheckedLong.product(sign, CheckedLong.powerOfTen(scale() - right.scale()));
        }

        @Override
        long units(GenericRecord record) {
            return CheckedLong.sum(
                    CheckedLong.product(left.units(record), leftFactor),
                    CheckedLong.product(right.units(record), rightFactor));
        }

        @Override
        boolean isMissing(GenericRecord record) {
            return left.isMissing(record) || right.isMissing(record);
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            BigDecimal first = left.exact(record);
            BigDecimal second = right.exact(record);
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
            return CheckedLong.product(left.units(record), right.units(record));
        }

        @Override
        boolean isMissing(GenericRecord record) {
            return left.isMissing(record) || right.isMissing(record);
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            return left.exact(record).multiply(right.exact(record));
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
        boolean isMissing(GenericRecord record) {
            return number.isMissing(record);
        }

        @Override
        BigDecimal exact(GenericRecord record) {
            return number.exact(record).abs();
        }
    }
}
