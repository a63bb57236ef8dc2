package io.landfall.config;

import java.util.Objects;

/**
 * A configured text that may contain references such as {@code ${env:NAME}} or {@code ${file:PATH}}.
 *
 * <p>It holds the text as written in the file, so printing it never shows a secret; {@code io.landfall.secret} turns it
 * into a value at start.
 *
 * @param template the text as configured, references unresolved
 */
public record Text(String template) {
    public Text {
        Objects.requireNonNull(template, "template");
    }

    /** Whether resolving it needs anything from outside the file. */
    public boolean hasReferences() {
        return template.contains("${");
    }

    @Override
    public String toString() {
        return template;
    }
}
