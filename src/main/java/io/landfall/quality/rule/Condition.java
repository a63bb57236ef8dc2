package io.landfall.quality.rule;

import io.landfall.config.expression.Kind;
import org.apache.avro.generic.GenericRecord;

/** What is true, false or unknown. */
interface Condition extends Operand {
    Truth of(GenericRecord record);

    @Override
    default Kind kind() {
        return Kind.CONDITION;
    }

    default Condition and(Condition other) {
        return record -> {
            Truth first = of(record);
            if (first == Truth.FALSE) {
                return first;
            }
            Truth second = other.of(record);
            return first == Truth.TRUE || second == Truth.FALSE ? second : Truth.UNKNOWN;
        };
    }

    default Condition or(Condition other) {
        return record -> {
            Truth first = of(record);
            return first == Truth.TRUE ? first : first.or(other.of(record));
        };
    }

    default Condition not() {
        return record -> of(record).negated();
    }
}
