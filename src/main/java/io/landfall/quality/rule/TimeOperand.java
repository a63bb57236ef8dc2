package io.landfall.quality.rule;

import io.landfall.config.expression.Kind;
import io.landfall.record.SchemaMismatchException;
import io.landfall.record.TimeField;
import org.apache.avro.generic.GenericRecord;

/** A point in time, or a day. */
interface TimeOperand extends Operand {
    /** Microseconds since the epoch, or {@link TimeField#ABSENT}. */
    long micros(GenericRecord record);

    /** Whether it knows days only. */
    boolean isDate();

    @Override
    default Kind kind() {
        return Kind.TIME;
    }

    /** A field that holds a time. */
    record Field(TimeField field) implements TimeOperand {
        @Override
        public long micros(GenericRecord record) {
            return field.micros(record);
        }

        @Override
        public boolean isDate() {
            return field.isDate();
        }
    }

    /** A time of the rule. */
    record Literal(long micros, boolean isDate) implements TimeOperand {
        static Literal of(String text) {
            long micros = TimeField.micros(text);
            if (micros == TimeField.ABSENT) {
                throw new SchemaMismatchException(
                        "'" + text + "' is compared with a time, but is neither a date nor a time in ISO 8601");
            }
            return new Literal(micros, text.indexOf(':') < 0);
        }

        @Override
        public long micros(GenericRecord record) {
            return micros;
        }
    }
}
