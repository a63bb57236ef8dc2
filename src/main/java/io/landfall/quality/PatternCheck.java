package io.landfall.quality;

import io.landfall.quality.pattern.TextPattern;
import io.landfall.record.FieldPath;
import io.landfall.record.RawRecord;
import io.landfall.record.SchemaMismatchException;
import org.apache.avro.Schema;

/** Text that must look a certain way. */
final class PatternCheck implements QualityCheck {
    private final FieldPath field;
    private final TextPattern pattern;
    private final String issue;

    private PatternCheck(FieldPath field, TextPattern pattern, String issue) {
        this.field = field;
        this.pattern = pattern;
        this.issue = issue;
    }

    static QualityCheck of(String name, FieldPath field, TextPattern pattern) {
        Schema.Type type = field.type().getType();
        if (type != Schema.Type.STRING && type != Schema.Type.ENUM) {
            throw new SchemaMismatchException("'" + name + "' is not text");
        }
        return new PatternCheck(field, pattern, name + ":" + pattern.rule());
    }

    @Override
    public boolean passes(RawRecord record) {
        Object value = field.in(record.value());
        return value == null || pattern.matches(value instanceof CharSequence text ? text : value.toString());
    }

    @Override
    public String issue() {
        return issue;
    }
}
