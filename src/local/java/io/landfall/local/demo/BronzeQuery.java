package io.landfall.local.demo;

import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.SparkProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a query over the bronze tables in a Spark of its own, which prints the result. */
final class BronzeQuery {
    private static final String MAIN = "io.landfall.bronze.BronzeSql";
    private static final int LAST_LINES = 10;

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
        List<String> arguments = List.of(
                "--config",
                config.get().toString(),
                "--warehouse",
                folder.warehouse().toString(),
                sql);
        try (ChildJvm spark = SparkProcess.startTalking("sql", MAIN, arguments, "1g", folder.stack())) {
            int code = spark.join();
            if (code != 0) {
                System.err.println(lastLines(spark.log()));
            }
            return code;
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "the query failed, and " + log + " cannot be read";
        }
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
