package io.landfall.quality.rule;

import io.landfall.config.expression.Kind;
import org.apache.avro.generic.GenericRecord;

/** What is true, false or unknown. */
interface Condition extends Operand {
    Ternary of(GenericRecord record);

    @Override
    default Kind kind() {
        return Kind.CONDITION;
    }

    default Condition and(Condition other) {
        return record -> {
            Ternary first = of(record);
            if (first == Ternary.FALSE) {
                return first;
            }
            Ternary second = other.of(record);
            return first == Ternary.TRUE || second == Ternary.FALSE ? second : Ternary.UNKNOWN;
        };
    }

    default Condition or(Condition other) {
        return record -> {
            Ternary first = of(record);
            return first == Ternary.TRUE ? first : first.or(other.of(record));
        };
    }

    default Condition not() {
        return record -> of(record).negated();
    }
}
