package io.landfall.quality.rule;

import io.landfall.config.expression.ArithmeticOperator;
import io.landfall.record.FieldPath;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** A floating-point number, and whatever is worked out with one, or divided. Not a number means unknown. */
interface RealNumber extends NumberOperand {
    /** Of what a {@code double} holds, or comes to: some hundred roundings. */
    double OF_DOUBLE = 1e-12;

    /** Of what a {@code float} holds. */
    double OF_FLOAT = 1e-6;

    /** A {@code float} or a {@code double}. */
    record Field(FieldPath field, double tolerance) implements RealNumber {
        Field(FieldPath field) {
            this(field, field.type().getType() == Schema.Type.FLOAT ? OF_FLOAT : OF_DOUBLE);
        }

        @Override
        public double real(GenericRecord record) {
            return field.in(record) instanceof Number number ? number.doubleValue() : Double.NaN;
        }
    }

    /** Two numbers, one of which may be exact; both where they are divided. */
    record Calculated(ArithmeticOperator operator, NumberOperand left, NumberOperand right) implements RealNumber {
        @Override
        public double real(GenericRecord record) {
            double first = left.real(record);
            double second = right.real(record);
            return switch (operator) {
                case ADD -> first + second;
                case SUBTRACT -> first - second;
                case MULTIPLY -> first * second;
                case DIVIDE -> second == 0 ? Double.NaN : first / second;
            };
        }

        @Override
        public double tolerance() {
            return Math.max(OF_DOUBLE, Math.max(left.tolerance(), right.tolerance()));
        }
    }

    /** {@code abs(number)}. */
    record Absolute(NumberOperand number) implements RealNumber {
        @Override
        public double real(GenericRecord record) {
            return Math.abs(number.real(record));
        }

        @Override
        public double tolerance() {
            return number.tolerance();
        }
    }
}
