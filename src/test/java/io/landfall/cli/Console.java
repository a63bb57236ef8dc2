package io.landfall.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs commands in this process, and keeps what they print. */
final class Console {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs Landfall, and returns its exit code. */
    int run(String... arguments) {
        return run(Landfall.commandLine(), arguments);
    }

    int run(CommandLine command, String... arguments) {
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    /** What was printed so far. */
    String out() {
        return out.toString();
    }

    /** What was printed so far to the standard error stream. */
    String err() {
        return err.toString();
    }
}
