package io.landfall.bronze.plan;

import io.landfall.config.ConfiguredText;
import io.landfall.config.LandfallConfig;
import io.landfall.config.ReferencePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves {@code ${env:NAME}} and {@code ${file:PATH}}: all that the bronze job's own settings need. Its credentials come
 * from the cluster, so it knows no secret stores.
 *
 * @param environment name to value, {@code null} where there is none
 */
public record BronzeReferences(UnaryOperator<String> environment) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^:}]*):?([^}]*)}");

    public static BronzeReferences ofProcess() {
        return new BronzeReferences(System::getenv);
    }

    /**
     * The text at a place, with its references replaced; empty if nothing is configured there.
     *
     * @throws BronzeException if a reference is unknown or has no value
     */
    public Optional<String> find(ReferencePlace place, LandfallConfig config) {
        return place.in(config).stream().findFirst().map(this::resolve);
    }

    /** As {@link #find}, at a place where something is always configured. */
    public String resolve(ReferencePlace place, LandfallConfig config) {
        return find(place, config).orElseThrow(() -> new IllegalStateException("no " + place.keyPath()));
    }

    private String resolve(ConfiguredText text) {
        return REFERENCE
                .matcher(text.text().template())
                .replaceAll(reference -> Matcher.quoteReplacement(value(text.keyPath(), reference)));
    }

    private String value(String key, MatchResult reference) {
        String name = reference.group(2);
        return switch (reference.group(1)) {
            case "env" -> {
                String value = environment.apply(name);
                if (value == null) {
                    throw new BronzeException(key + ": environment variable " + name + " is not set");
                }
                yield value;
            }
            case "file" -> {
                try {
                    yield Files.readString(Path.of(name)).strip();
                } catch (IOException e) {
                    throw new BronzeException(key + ": cannot read file " + name, e);
                }
            }
            default ->
                throw new BronzeException(
                        key + ": the bronze job resolves ${env:…} and ${file:…} only, not " + reference.group());
        };
    }
}
