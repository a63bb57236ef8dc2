package io.landfall.quality.pattern;

import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What text may look like: a named pattern or a regular expression. */
public interface TextPattern {
    boolean matches(CharSequence text);

    /** The rule's name in {@code quality_issues}. */
    String rule();

    /**
     * A configured pattern.
     *
     * @param configured a name, or a regular expression (RE2 syntax) that the whole text must match
     * @throws IllegalArgumentException if it is neither; a single bare word is taken for a misspelt name
     */
    static TextPattern of(String configured) {
        for (NamedPattern named : NamedPattern.values()) {
            if (named.patternName().equals(configured)) {
                return named;
            }
        }
        if (configured.chars().allMatch(c -> c == '_' || Character.isLetter(c))) {
            String names = Arrays.stream(NamedPattern.values())
                    .map(NamedPattern::patternName)
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "'" + configured + "' is neither one of " + names + " nor a regular expression");
        }
        try {
            return new RegularExpression(configured);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + configured + "' is no regular expression in RE2 syntax: " + e.getDescription(), e);
        }
    }
}
