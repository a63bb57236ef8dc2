package io.landfall.config.form;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is wrong with values that are right one by one. Never holds the value of a secret.
 *
 * @param path the keys that lead to the value, from the section that has the rule
 * @param wrong what is wrong
 * @param expected what would be right
 */
public record Violation(List<String> path, String wrong, String expected) {
    public Violation {
        path = List.copyOf(path);
    }

    /** A violation at a key, given by the keys that lead to it. */
    public static Violation at(String wrong, String expected, String... path) {
        return new Violation(List.of(path), wrong, expected);
    }

    /** The one of two keys that is there without the other; empty if both or none are. */
    public static Optional<Violation> ofLonely(String one, boolean hasOne, String other, boolean hasOther) {
        if (hasOne == hasOther) {
            return Optional.empty();
        }
        String there = hasOne ? one : other;
        String missing = hasOne ? other : one;
        return Optional.of(at("is of no use without " + missing, "both or none", there));
    }

    /** As seen from a section that contains the one that has the rule. */
    public Violation in(String section) {
        return section.isEmpty()
                ? this
                : new Violation(Stream.concat(Stream.of(section), path.stream()).toList(), wrong, expected);
    }

    /** In one line: {@code landing.roll_at: what is wrong; expected …}. */
    @Override
    public String toString() {
        return String.join(".", path) + ": " + wrong + "; expected " + expected;
    }
}
