package io.landfall.local;

import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.Folders;
import io.landfall.local.stack.SparkProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a query over the bronze tables in a Spark of its own. */
final class BronzeQuery {
    private BronzeQuery() {}

    /**
     * Prints the result.
     *
     * @return exit code: 0, or 1 if the query fails
     */
    static int run(StateFolder folder, String sql, PrintStream out) {
        Path answer = null;
        try {
            answer = Files.createTempFile(Folders.create(folder.stack().resolve("tmp")), "answer", ".txt");
            List<String> arguments = List.of(folder.tables().toString(), sql, answer.toString());
            try (ChildJvm spark = SparkProcess.start("sql", SqlMain.class.getName(), arguments, "1g", folder.stack())) {
                int code = spark.join();
                out.print(Files.readString(answer));
                if (code != 0) {
                    out.println("the query failed; see " + spark.log());
                }
                return code;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot query", e);
        } finally {
            if (answer != null) {
                Folders.delete(answer);
            }
        }
    }
}
