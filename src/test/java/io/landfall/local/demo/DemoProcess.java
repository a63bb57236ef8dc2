package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.local.LocalLandfall;
import io.landfall.local.feed.Counts;
import io.landfall.local.stack.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./landfall demo} or {@code sql}, as a process; its log has what it prints. */
final class DemoProcess implements AutoCloseable {
    private static final String SERVICE = "io.landfall.cli.Landfall";
    private static final Pattern LEDGER =
            Pattern.compile(" ([\\d,]+) = rows ([\\d,]+) \\+ duplicates ([\\d,]+) \\+ quarantined ([\\d,]+)"
                    + " \\+ skipped ([\\d,]+)");

    private final ChildJvm process;

    private DemoProcess(ChildJvm process) {
        this.process = process;
    }

    /**
     * Starts it with the options of the launcher script.
     *
     * @param name names its log
     * @param folder the demo's state; the log goes beside it
     */
    static DemoProcess start(String name, Path folder, String command, String... arguments) {
        return start(Path.of(System.getProperty("java.home")), name, folder, command, arguments);
    }

    /** Starts it, and with it all that it starts, on another Java. */
    static DemoProcess start(Path java, String name, Path folder, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--state", folder.toString()));
        all.addAll(List.of(arguments));
        ChildJvm.Program program = new ChildJvm.Program(
                        name,
                        LocalLandfall.class.getName(),
                        List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        all)
                .on(java);
        return new DemoProcess(ChildJvm.start(program, folder.resolveSibling(folder.getFileName() + "-output")));
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for it to end well. */
    DemoProcess succeed(Duration patience) {
        assertThat(process.join(patience)).as("ended in time: %s", output()).isTrue();
        assertThat(process.join()).as("exit code: %s", output()).isZero();
        return this;
    }

    /** The service that it started and has not seen end. */
    Optional<ProcessHandle> service() {
        return ProcessHandle.of(process.pid()).flatMap(demo -> demo.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(SERVICE))
                .findFirst());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What the balance says was produced. */
    Counts produced(String table) {
        return counts(table, "produced");
    }

    /** What the balance says became of it. */
    Counts read(String table) {
        return counts(table, "read    ");
    }

    /** The rows in bronze by the balance. */
    long bronze(String table) {
        Matcher rows = Pattern.compile("bronze   ([\\d,]+) rows").matcher(balance(table));
        assertThat(rows.find()).as("rows in bronze of %s: %s", table, output()).isTrue();
        return number(rows.group(1));
    }

    /** Segments by the balance. */
    long segments(String table) {
        Matcher segments = Pattern.compile("in ([\\d,]+) segments").matcher(balance(table));
        assertThat(segments.find()).as("segments of %s: %s", table, output()).isTrue();
        return number(segments.group(1));
    }

    private Counts counts(String table, String what) {
        String balance = balance(table);
        Matcher line = LEDGER.matcher(balance);
        assertThat(line.find(balance.indexOf(what) + what.length()))
                .as("%s of %s: %s", what, table, output())
                .isTrue();
        return new Counts(
                number(line.group(1)),
                number(line.group(2)),
                number(line.group(3)),
                number(line.group(4)),
                number(line.group(5)));
    }

    /** The balance at the end, from a table's name on. */
    private String balance(String table) {
        String output = output();
        int at = output.lastIndexOf("\n" + table + "\n");
        assertThat(at).as("the balance of %s: %s", table, output).isPositive();
        return output.substring(at);
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    @Override
    public void close() {
        process.close();
    }
}
