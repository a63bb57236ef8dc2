package io.landfall.quality;

import io.landfall.record.FieldPath;
import io.landfall.record.RawRecord;
import io.landfall.record.SchemaMismatchException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.util.Utf8;

/** A field that may have certain values only: text, an enum, a whole number or a boolean. */
final class AllowedCheck implements QualityCheck {
    private final FieldPath field;
    private final String issue;
    /** Each value in every form that it may come in, so that none is converted per record. */
    private final Set<Object> values;

    private AllowedCheck(FieldPath field, String issue, Set<Object> values) {
        this.field = field;
        this.issue = issue;
        this.values = values;
    }

    static QualityCheck of(String name, FieldPath field, List<String> values) {
        Set<Object> forms = new HashSet<>();
        for (String value : values) {
            switch (field.type().getType()) {
                case STRING -> forms.addAll(List.of(value, new Utf8(value)));
                case ENUM -> forms.add(value);
                case BOOLEAN -> forms.add(Boolean.valueOf(value));
                case INT -> forms.add((int) number(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
                case LONG -> forms.add(number(value, Long.MIN_VALUE, Long.MAX_VALUE));
                default ->
                    throw new SchemaMismatchException(
                            "'" + name + "' is neither text, an enum, a whole number nor a boolean");
            }
        }
        return new AllowedCheck(field, name + ":allowed", forms);
    }

    private static long number(String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same as a number that does not fit
        }
        throw new SchemaMismatchException("'" + text + "' is no value of this field's type");
    }

    @Override
    public boolean passes(RawRecord record) {
        Object value = field.in(record.value());
        if (value == null) {
            return true;
        }
        boolean asItIs = value instanceof Utf8 || value instanceof Number || value instanceof Boolean;
        return values.contains(asItIs ? value : value.toString());
    }

    @Override
    public String issue() {
        return issue;
    }
}
