package io.landfall.quality.rule;

import io.landfall.config.expression.Kind;
import io.landfall.record.FieldPath;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Text, or an enum's symbol, as Avro holds it: UTF-8, whose bytes are in the order of the characters. */
interface TextOperand extends Operand {
    /** {@code null} where there is none. */
    @Nullable
    Utf8 of(GenericRecord record);

    @Override
    default Kind kind() {
        return Kind.TEXT;
    }

    static TextOperand string(FieldPath field) {
        return record -> {
            Object value = field.in(record);
            return value == null || value instanceof Utf8 ? (Utf8) value : new Utf8(value.toString());
        };
    }

    static TextOperand symbol(FieldPath field) {
        Map<String, Utf8> symbols = new HashMap<>();
        field.type().getEnumSymbols().forEach(symbol -> symbols.put(symbol, new Utf8(symbol)));
        return record -> {
            Object value = field.in(record);
            return value == null ? null : symbols.get(value.toString());
        };
    }

    /** A text of the rule. Where it is compared with a time it stands for one. */
    record Quoted(String text, Utf8 utf8) implements TextOperand {
        Quoted(String text) {
            this(text, new Utf8(text));
        }

        @Override
        public Utf8 of(GenericRecord record) {
            return utf8;
        }

        @Override
        public Kind kind() {
            return Kind.QUOTED;
        }
    }
}
