package io.landfall.quality.rule;

import io.landfall.config.expression.Comparison;
import io.landfall.record.TimeField;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/** Comparisons of two values of one kind: unknown where one of them is. */
final class Comparisons {
    private Comparisons() {}

    static Condition conditions(Comparison comparison, Condition left, Condition right) {
        return record -> {
            Ternary first = left.of(record);
            Ternary second = right.of(record);
            return first == Ternary.UNKNOWN || second == Ternary.UNKNOWN
                    ? Ternary.UNKNOWN
                    : Ternary.of(comparison.holds(first.compareTo(second)));
        };
    }

    static Condition texts(Comparison comparison, TextOperand left, TextOperand right) {
        return record -> {
            Utf8 first = left.of(record);
            Utf8 second = right.of(record);
            return first == null || second == null
                    ? Ternary.UNKNOWN
                    : Ternary.of(comparison.holds(first.compareTo(second)));
        };
    }

    /** By the day where one of them is a date. */
    static Condition times(Comparison comparison, TimeOperand left, TimeOperand right) {
        boolean byDay = left.isDate() || right.isDate();
        return record -> {
            long first = left.micros(record);
            long second = right.micros(record);
            if (first == TimeField.ABSENT || second == TimeField.ABSENT) {
                return Ternary.UNKNOWN;
            }
            int sign = byDay ? Long.compare(TimeField.day(first), TimeField.day(second)) : Long.compare(first, second);
            return Ternary.of(comparison.holds(sign));
        };
    }

    static Condition numbers(Comparison comparison, NumberOperand left, NumberOperand right) {
        return left instanceof ExactNumber first && right instanceof ExactNumber second
                ? new Exact(comparison, first, second)
                : new Real(comparison, left, right);
    }

    /** Of two exact numbers. */
    static final class Exact implements Condition {
        private final Comparison comparison;
        private final ExactNumber left;
        private final ExactNumber right;
        private final long leftFactor;
        private final long rightFactor;

        Exact(Comparison comparison, ExactNumber left, ExactNumber right) {
            this.comparison = comparison;
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
                    : Ternary.of(comparison.holds(Long.compare(first, second)));
        }

        private Ternary inFull(GenericRecord record) {
            return left.isMissing(record) || right.isMissing(record)
                    ? Ternary.UNKNOWN
                    : Ternary.of(comparison.holds(left.exact(record).compareTo(right.exact(record))));
        }
    }

    /** Of two numbers one of which at least is not exact. */
    record Real(Comparison comparison, NumberOperand left, NumberOperand right, double tolerance) implements Condition {
        Real(Comparison comparison, NumberOperand left, NumberOperand right) {
            this(comparison, left, right, Math.max(left.tolerance(), right.tolerance()));
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
            return Ternary.of(comparison.holds(sign));
        }

        private boolean areClose(double first, double second) {
            double apart = Math.abs(first - second);
            return apart < Double.POSITIVE_INFINITY && apart <= tolerance * Math.max(Math.abs(first), Math.abs(second));
        }
    }
}
