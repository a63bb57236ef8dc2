package io.landfall.config;

import io.landfall.config.expression.ExpressionException;
import io.landfall.config.expression.ExpressionParser;
import io.landfall.config.form.RegularExpressions;
import io.landfall.config.form.Spelling;
import io.landfall.config.form.Violation;
import io.landfall.config.form.WholeNumbers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a good record of a table looks like.
 *
 * @param required fields that must have a value; a record without one is quarantined
 * @param allowed field to the values it may have
 * @param patterns field to a named pattern ({@code email}, {@code phone}, …) or a regular expression
 * @param ranges field to its smallest and largest value, both inclusive
 * @param temporal checks of the event time and of time fields
 * @param rules name to the condition that a business rule asks for
 * @param quarantineBelow a record that scores less is quarantined; 0: none is
 */
public record QualityConfig(
        List<String> required,
        Map<String, List<String>> allowed,
        Map<String, String> patterns,
        Map<String, Range> ranges,
        Temporal temporal,
        Map<String, String> rules,
        int quarantineBelow) {
    public static final WholeNumbers SCORES = new WholeNumbers(0, 100);
    public static final Spelling RULE =
            new Spelling("a rule's name", "letters, digits and _", "[A-Za-z_][A-Za-z0-9_]*");

    public QualityConfig {
        required = List.copyOf(required);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        allowed.forEach((field, values) -> lists.put(field, List.copyOf(values)));
        allowed = Require.copy(lists);
        patterns = Require.copy(patterns);
        ranges = Require.copy(ranges);
        rules = Require.copy(rules);
        Require.names("quality.required", required, Spelling.FIELD);
        requireFields("quality.allowed", allowed);
        allowed.forEach((field, values) -> {
            Require.that(!values.isEmpty(), "quality.allowed." + field, "at least one value");
            Require.distinct("quality.allowed." + field, values);
        });
        requireFields("quality.patterns", patterns);
        patterns.forEach((field, pattern) -> Require.that(
                RegularExpressions.isValid(pattern),
                "quality.patterns." + field,
                "a regular expression (RE2: no look-around, no back references)"));
        requireFields("quality.ranges", ranges);
        rules.forEach((name, condition) -> {
            Require.form("quality.rules", name, RULE);
            Require.none("quality.rules." + name, condition(condition));
        });
        Require.number("quality.quarantine_below", quarantineBelow, SCORES);
    }

    private static void requireFields(String key, Map<String, ?> byField) {
        byField.keySet().forEach(field -> Require.form(key, field, Spelling.FIELD));
    }

    /** What is wrong with a rule's condition, whatever the table's schema is. */
    public static List<Violation> condition(String condition) {
        if (condition.contains("${")) {
            return List.of(Violation.at("a reference is not possible here", "a condition without ${"));
        }
        try {
            ExpressionParser.check(condition);
            return List.of();
        } catch (ExpressionException e) {
            return List.of(Violation.at(e.wrong(), e.expected()));
        }
    }

    /** YAML: {@code [0, 10000]}; an end that is {@code null} is open. */
    public record Range(Optional<Double> min, Optional<Double> max) {
        /** What is right. */
        public static final String EXPECTED =
                "the smallest and the largest value: [0, 10000], or with an open end [0, null]";

        public Range {
            Require.that(isNumber(min) && isNumber(max), "quality.ranges", EXPECTED);
            Require.none("quality.ranges", wrong(min, max));
        }

        private static boolean isNumber(Optional<Double> end) {
            return end.filter(value -> !Double.isFinite(value)).isEmpty();
        }

        /** A range has an end, and something in it. */
        public static List<Violation> wrong(Optional<Double> min, Optional<Double> max) {
            if (min.isEmpty() && max.isEmpty()) {
                return List.of(Violation.at("both ends are open, so it checks nothing", EXPECTED));
            }
            return min.isPresent() && max.isPresent() && min.get() > max.get()
                    ? List.of(Violation.at("the smallest value is greater than the largest", EXPECTED))
                    : List.of();
        }
    }

    /**
     * @param maxFuture how far the event time may lie after the record's Kafka timestamp
     * @param maxAge how far it may lie before the record's Kafka timestamp
     * @param order field to the field that it must not be before
     */
    public record Temporal(Optional<Duration> maxFuture, Optional<Duration> maxAge, Map<String, String> order) {
        public Temporal {
            maxFuture.ifPresent(limit -> Require.duration("quality.temporal.max_future", limit));
            maxAge.ifPresent(limit -> Require.duration("quality.temporal.max_age", limit));
            order = Require.copy(order);
            order.forEach((later, earlier) -> {
                Require.form("quality.temporal.order", later, Spelling.FIELD);
                Require.form("quality.temporal.order." + later, earlier, Spelling.FIELD);
            });
            Require.none("", TableRules.order(order));
        }
    }
}
