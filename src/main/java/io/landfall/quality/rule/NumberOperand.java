package io.landfall.quality.rule;

import io.landfall.config.expression.Kind;
import org.apache.avro.generic.GenericRecord;

/** A number: an {@link ExactNumber} or a {@link RealNumber}. */
interface NumberOperand extends Operand {
    /** The nearest floating-point number; not a number where the value is unknown. */
    double real(GenericRecord record);

    /** How far two numbers may be apart and yet count as equal, as a share of the larger one. */
    double tolerance();

    @Override
    default Kind kind() {
        return Kind.NUMBER;
    }
}
