package io.landfall.local.demo;

import io.landfall.local.workbench.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a query over the bronze tables in a Spark of its own, which prints the result. */
final class BronzeQuery {
    private BronzeQuery() {}

    /**
     * Prints the result.
     *
     * @return exit code: 0, or another if the query fails
     */
    static int run(StateFolder folder, String sql) {
        Optional<Path> config = anyConfig(folder.root());
        if (config.isEmpty()) {
            System.err.println("no demo has run in " + folder.root());
            return 2;
        }
        return new Query(config.get(), Optional.empty(), folder.warehouse(), folder.stack()).run(sql);
    }

    /** They differ in what is fed, not in where the tables are. */
    private static Optional<Path> anyConfig(Path root) {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + root, e);
        }
    }
}
