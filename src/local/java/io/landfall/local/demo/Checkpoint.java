package io.landfall.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The checkpoint of one table's stream, as Spark's Structured Streaming writes it: a batch has a file in {@code offsets} when it
 * begins, and one of the same number in {@code commits} when all that it does is done, its audit entry included.
 */
final class Checkpoint {
    private final Path folder;

    Checkpoint(Path folder) {
        this.folder = folder;
    }

    /** Whether no batch is under way. */
    boolean isBetweenBatches() {
        return newest("offsets") == newest("commits");
    }

    /** Minus one if there is none. */
    private long newest(String kind) {
        try (Stream<Path> files = Files.list(folder.resolve(kind))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(-1);
        } catch (NoSuchFileException | NotDirectoryException notYet) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
