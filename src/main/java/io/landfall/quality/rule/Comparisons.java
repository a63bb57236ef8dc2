package io.landfall.quality.rule;

import io.landfall.config.expression.ComparisonOperator;
import io.landfall.record.TimeField;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/** Comparisons of two values of one kind: unknown where one of them is. */
final class Comparisons {
    private Comparisons() {}

    static Condition conditions(ComparisonOperator operator, Condition left, Condition right) {
        return record -> {
            Ternary first = left.of(record);
            Ternary second = right.of(record);
            return first == Ternary.UNKNOWN || second == Ternary.UNKNOWN
                    ? Ternary.UNKNOWN
                    : Ternary.of(operator.holds(first.compareTo(second)));
        };
    }

    static Condition texts(ComparisonOperator operator, TextOperand left, TextOperand right) {
        return record -> {
            Utf8 first = left.of(record);
            Utf8 second = right.of(record);
            return first == null || second == null
                    ? Ternary.UNKNOWN
                    : Ternary.of(operator.holds(first.compareTo(second)));
        };
    }

    /** By the day where one of them is a date. */
    static Condition times(ComparisonOperator operator, TimeOperand left, TimeOperand right) {
        boolean byDay = left.isDate() || right.isDate();
        return record -> {
            long first = left.micros(record);
            long second = right.micros(record);
            if (first == TimeField.ABSENT || second == TimeField.ABSENT) {
                return Ternary.UNKNOWN;
            }
            int sign = byDay ? Long.compare(TimeField.day(first), TimeField.day(second)) : Long.compare(first, second);
            return Ternary.of(operator.holds(sign));
        };
    }

    static Condition numbers(ComparisonOperator operator, NumberOperand left, NumberOperand right) {
        return left instanceof ExactNumber first && right instanceof ExactNumber second
                ? new Exact(operator, first, second)
                : new Real(operator, left, right);
    }

    /** Of two exact numbers. */
    static final class Exact implements Condition {
        private final ComparisonOperator operator;
        private final ExactNumber left;
        private final ExactNumber right;
        private final long leftFactor;
        private final long rightFactor;

        Exact(ComparisonOperator operator, ExactNumber left, ExactNumber right) {
            this.operator = operator;
            this.left = left;
            this.right = right;
            int scale = Math.max(left.scale(), right.scale());
            this.leftFactor = CheckedLong.powerOfTen(scale - left.scale());
            this.rightFactor = CheckedLong.powerOfTen(scale - right.scale());
        }

        @Override
        public Ternary of(GenericRecord record) {
            return of(left.units(record), record);
        }

        /** @param units of the left number */
        Ternary of(long units, GenericRecord record) {
            long first = CheckedLong.product(units, leftFactor);
            long second = CheckedLong.product(right.units(record), rightFactor);
            return first == CheckedLong.NONE || second == CheckedLong.NONE
                    ? inFull(record)
                    : Ternary.of(operator.holds(Long.compare(first, second)));
        }

        private Ternary inFull(GenericRecord record) {
            return left.isMissing(record) || right.isMissing(record)
                    ? Ternary.UNKNOWN
                    : Ternary.of(operator.holds(left.exact(record).compareTo(right.exact(record))));
        }
    }

    /** Of two numbers one of which at least is not exact. */
    record Real(ComparisonOperator operator, NumberOperand left, NumberOperand right, double tolerance)
            implements Condition {
        Real(ComparisonOperator operator, NumberOperand left, NumberOperand right) {
            this(operator, left, right, Math.max(left.tolerance(), right.tolerance()));
        }

        @Override
        public Ternary of(GenericRecord record) {
            return of(left.real(record), record);
        }

        /** @param first the left number */
        Ternary of(double first, GenericRecord record) {
            double second = right.real(record);
            if (Double.isNaN(first) || Double.isNaN(second)) {
                return Ternary.UNKNOWN;
            }
            int sign = first == second || areClose(first, second) ? 0 : Double.compare(first, second);
            return Ternary.of(operator.holds(sign));
        }

        private boolean areClose(double first, double second) {
            double apart = Math.abs(first - second);
            return apart < Double.POSITIVE_INFINITY && apart <= tolerance * Math.max(Math.abs(first), Math.abs(second));
        }
    }
}
