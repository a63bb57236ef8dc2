package io.landfall.config;

import io.landfall.config.form.Spelling;
import io.landfall.config.form.Units;
import io.landfall.config.form.Violation;
import io.landfall.config.form.WholeNumbers;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What the records ask of their values. A refusal names the key and what is right, not the value: it may be a secret. */
final class Require {
    private Require() {}

    static void that(boolean right, String key, String expected) {
        if (!right) {
            throw new IllegalArgumentException(key + ": expected " + expected);
        }
    }

    static void none(String section, Collection<Violation> violations) {
        violations.stream().findFirst().ifPresent(violation -> {
            throw new IllegalArgumentException(violation.in(section).toString());
        });
    }

    static void form(String key, String text, Spelling form) {
        that(form.matches(text), key, form.expected());
    }

    static void number(String key, int number, WholeNumbers numbers) {
        that(numbers.contains(number), key, numbers.expected());
    }

    /** Longer than nothing, and of the file's finest unit. */
    static void duration(String key, Duration duration) {
        boolean millis = duration.equals(duration.truncatedTo(ChronoUnit.MILLIS));
        that(millis && !duration.isZero() && !duration.isNegative(), key, "a duration above 0, in whole milliseconds");
    }

    static void durationUpTo(String key, Duration duration, Duration longest) {
        duration(key, duration);
        that(duration.compareTo(longest) <= 0, key, "a duration of at most " + Units.of(longest));
    }

    /** Longer than nothing, and in one unit, as the file has it. */
    static void period(String key, Period period) {
        boolean oneUnit =
                period.getUnits().stream().filter(unit -> period.get(unit) != 0).count() == 1;
        that(oneUnit && !period.isNegative(), key, "a period above 0, in one of days, months and years");
    }

    /** Names that differ from each other. */
    static void names(String key, List<String> names, Spelling form) {
        names.forEach(name -> form(key, name, form));
        distinct(key, names);
    }

    /** Texts that differ from each other. */
    static void distinct(String key, List<String> texts) {
        that(Set.copyOf(texts).size() == texts.size(), key, "each once");
    }

    /** A text that says something, be it by a reference. */
    static void text(ReferencePlace place, Template text) {
        text(new ConfiguredText(place, "", text));
    }

    /** As {@link #text(ReferencePlace, Template)}, of one of several at the place. */
    static void text(ConfiguredText text) {
        that(
                !text.text().template().isBlank(),
                text.keyPath(),
                text.place().kind().expected());
    }

    /** A copy in the same order. */
    static <V> Map<String, V> copy(Map<String, V> map) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        if (Stream.concat(copy.keySet().stream(), copy.values().stream()).anyMatch(Objects::isNull)) {
            throw new NullPointerException("a name or a value is null");
        }
        return Collections.unmodifiableMap(copy);
    }
}
