package io.landfall.config;

import io.landfall.config.form.Spelling;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What makes two records the same.
 *
 * @param within how far apart in event time two records may be to count as the same
 */
public record DedupeConfig(By by, Duration within) {
    public DedupeConfig {
        Objects.requireNonNull(by, "by");
        Require.duration("dedupe.within", within);
    }

    /** YAML: {@code key}, {@code content}, or a list of fields. */
    public sealed interface By {
        /** The record's key. */
        record Key() implements By {}

        /** The record's whole value. */
        record Content() implements By {}

        /** These fields of the value; dots reach into nested records. */
        record Fields(List<String> names) implements By {
            public Fields {
                names = List.copyOf(names);
                Require.that(!names.isEmpty(), "dedupe.by", "at least one field");
                Require.names("dedupe.by", names, Spelling.FIELD);
            }
        }
    }
}
