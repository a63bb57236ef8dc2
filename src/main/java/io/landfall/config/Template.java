package io.landfall.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A configured text that may contain references such as {@code ${env:NAME}} or {@code ${file:PATH}}.
 *
 * <p>It holds the text as written in the file, so printing it never shows a secret; {@code io.landfall.secret} turns it
 * into a value at start.
 *
 * @param template the text as configured, references unresolved
 */
public record Template(String template) {
    /** The places a reference can point to: {@code ${env:…}} and so on. */
    public static final List<String> SOURCES = List.of("env", "file", "databricks", "aws");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z]+):([^${}]+)}");

    public Template {
        Objects.requireNonNull(template, "template");
    }

    /** A piece of a text. */
    public sealed interface Part {
        /** Stands for itself. */
        record Literal(String text) implements Part {}

        /**
         * Stands for a value kept elsewhere.
         *
         * @param source one of {@link Template#SOURCES}
         * @param name what to look for there
         */
        record Reference(String source, String name) implements Part {
            /** The reference as written in the file. */
            @Override
            public String toString() {
                return "${" + source + ":" + name + "}";
            }
        }
    }

    /** Whether resolving it needs anything from outside the file. */
    public boolean hasReferences() {
        return template.contains("${");
    }

    /** The text without its references. */
    public String literals() {
        return parts().stream()
                .filter(Part.Literal.class::isInstance)
                .map(part -> ((Part.Literal) part).text())
                .collect(Collectors.joining());
    }

    /** The literals and references that it consists of, in order; what looks malformed is a literal. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(template);
        int end = 0;
        while (reference.find()) {
            if (reference.start() > end) {
                parts.add(new Part.Literal(template.substring(end, reference.start())));
            }
            parts.add(new Part.Reference(reference.group(1), reference.group(2)));
            end = reference.end();
        }
        if (end < template.length()) {
            parts.add(new Part.Literal(template.substring(end)));
        }
        return List.copyOf(parts);
    }

    @Override
    public String toString() {
        return template;
    }
}
