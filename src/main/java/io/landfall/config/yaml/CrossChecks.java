package io.landfall.config.yaml;

import io.landfall.config.Template;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Values;
import java.util.stream.Collectors;

/** What several sections ask of their values beyond each value by itself. */
final class CrossChecks {
    private CrossChecks() {}

    static void bothOrNone(Values values, Key<?> one, Key<?> other, Problems problems) {
        if (values.has(one) != values.has(other)) {
            Key<?> there = values.has(one) ? one : other;
            Key<?> missing = values.has(one) ? other : one;
            problems.report(values.at(there), "is of no use without " + missing.name(), "both or none");
        }
    }

    /** A text without its references. */
    static String literals(Template text) {
        return text.parts().stream()
                .filter(Template.Part.Literal.class::isInstance)
                .map(part -> ((Template.Part.Literal) part).text())
                .collect(Collectors.joining());
    }

    /** Whether one field is the other, or contains it. */
    static boolean covers(String field, String other) {
        return other.equals(field) || other.startsWith(field + ".");
    }
}
