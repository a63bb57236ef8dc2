package io.landfall.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.local.feed.Counts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * What the generator has produced, written before and after each batch, so that a run that was killed is continued at the
 * record where it stopped.
 *
 * @param nextBlock the first block not yet begun
 * @param counts by table, without the batch under way
 * @param underway the batch that was begun, if any: none or one
 */
record Journal(long nextBlock, Map<String, Counts> counts, List<Batch> underway) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Blocks to produce.
     *
     * @param records of all blocks together; the last one may not be full
     * @param startMillis when the first record happened
     * @param positions of the partitions before the first record
     */
    record Batch(long firstBlock, int records, long startMillis, Map<String, Long> positions) {}

    /** The one in a file; a new one if there is none. */
    static Journal load(Path file) {
        try {
            return Files.exists(file)
                    ? JSON.readValue(file.toFile(), Journal.class)
                    : new Journal(0, Map.of(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void save(Path file) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            JSON.writeValue(next.toFile(), this);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
