package io.landfall.config;

import io.landfall.config.form.WholeNumbers;
import java.util.Optional;

/**
 * How much the bronze job takes into one batch of a table, at the most.
 *
 * @param files segments
 * @param bytes the sum of their sizes, though at least one segment
 */
public record BatchConfig(int files, Optional<Long> bytes) {
    /** Auto Loader takes at most this many files, however many are asked for. */
    public static final int MOST_FILES = 1_000;

    public static final WholeNumbers FILES = new WholeNumbers(1, MOST_FILES);

    public BatchConfig {
        Require.number("batch_files", files, FILES);
        Require.that(bytes.filter(size -> size <= 0).isEmpty(), "batch_bytes", "a size above 0");
    }
}
