package io.landfall.config.yaml;

import io.landfall.config.QualityConfig;
import io.landfall.config.form.RegularExpressions;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.ScalarType;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.Suggestion;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.Values;
import io.landfall.config.schema.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sections {@code quality} and {@code quality.temporal} of a table. */
final class QualityKeys {
    private static final List<String> NAMED = List.of("country", "email", "iban", "phone", "url", "uuid");

    static final Key<List<String>> REQUIRED = Key.list(
            "required",
            Types.list(Types.FIELD, "a list of fields"),
            "Fields that must have a value; a record without one is quarantined.");
    static final Key<Map<String, List<String>>> ALLOWED = Key.map(
            "allowed",
            Types.map(Types.FIELD, Types.list(Types.anyScalar(), "a list of values"), "a mapping of fields to lists"),
            "Field to the values it may have.");
    static final Key<Map<String, String>> PATTERNS = Key.map(
            "patterns",
            Types.map(Types.FIELD, pattern(), "a mapping of fields to patterns"),
            "Field to a named pattern (" + String.join(", ", NAMED) + ") or a regular expression (in RE2's syntax).");
    static final Key<Map<String, QualityConfig.Range>> RANGES = Key.map(
            "ranges",
            Types.map(Types.FIELD, new RangeType(), "a mapping of fields to ranges"),
            "Field to its smallest and largest value, both inclusive; null leaves an end open.");
    static final Key<Map<String, String>> RULES = Key.map(
            "rules",
            Types.map(Types.matching(QualityConfig.RULE), new RuleType(), "a mapping of names to expressions"),
            "Business rules: name to a condition, such as total == price * quantity.");
    static final Key<Integer> QUARANTINE_BELOW = Key.defaulting(
            "quarantine_below",
            Types.integer(QualityConfig.SCORES),
            "A record that scores less is quarantined; 0: none is.",
            0);

    static final Key<Duration> MAX_FUTURE = Key.optional(
            "max_future", Types.DURATION, "How far the event time may lie after the record's Kafka timestamp.");
    static final Key<Duration> MAX_AGE = Key.optional(
            "max_age", Types.DURATION, "How far the event time may lie before the record's Kafka timestamp.");
    static final Key<Map<String, String>> ORDER = Key.map(
            "order",
            Types.map(Types.FIELD, Types.FIELD, "a mapping of fields to fields"),
            "Field to the field that it must not be before.");
    static final Section TEMPORAL =
            Section.of("temporal", "Checks of the event time and of time fields.", MAX_FUTURE, MAX_AGE, ORDER);
    static final Key<Values> TEMPORAL_SECTION = Key.section(TEMPORAL);

    static final Section SECTION = Section.of(
            "quality",
            "What a good record of the table looks like.",
            REQUIRED,
            ALLOWED,
            PATTERNS,
            RANGES,
            TEMPORAL_SECTION,
            RULES,
            QUARANTINE_BELOW);

    private QualityKeys() {}

    private static ScalarType<String> pattern() {
        return new ScalarType<>(
                "a pattern",
                "one of " + String.join(", ", NAMED)
                        + ", or a regular expression (RE2: no look-around, no back references)",
                Set.of(YamlNode.Kind.STRING),
                text -> Optional.of(text).filter(QualityKeys::isPattern),
                text -> Suggestion.hint(text, NAMED),
                Map.of("anyOf", List.of(Map.of("enum", NAMED), Types.schema("string", "minLength", 1))));
    }

    private static boolean isPattern(String text) {
        // A word that is nearly a named pattern compiles, but would match next to nothing.
        boolean misspelt = !NAMED.contains(text) && Suggestion.to(text, NAMED).isPresent();
        return !misspelt && RegularExpressions.isValid(text);
    }

    static QualityConfig quality(Values values) {
        Values temporal = values.get(TEMPORAL_SECTION);
        return new QualityConfig(
                values.get(REQUIRED),
                values.get(ALLOWED),
                values.get(PATTERNS),
                values.get(RANGES),
                new QualityConfig.Temporal(temporal.find(MAX_FUTURE), temporal.find(MAX_AGE), temporal.get(ORDER)),
                values.get(RULES),
                values.get(QUARANTINE_BELOW));
    }
}
