package io.landfall.local.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own. It writes to a log file, ignores Ctrl-C (whoever started it decides when it
 * ends), and ends by itself when its parent does, however that happens.
 */
public final class ChildJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LAST_LINES = 15;
    private static final Duration DUMPING = Duration.ofSeconds(2);

    private final String name;
    private final Path log;
    private final Process process;

    private ChildJvm(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * What to run.
     *
     * @param name names its log file
     * @param main its main class
     * @param options the JVM's
     * @param arguments the program's
     * @param launcher a command that starts the JVM, such as {@code taskset -c 1}; empty where the JVM is started itself
     * @param javaHome the folder of the Java that runs it
     */
    public record Program(
            String name,
            String main,
            List<String> classPath,
            List<String> options,
            List<String> arguments,
            List<String> launcher,
            Path javaHome) {

        /** A program that the Java of this process runs, and whose JVM is started itself. */
        public Program(String name, String main, List<String> classPath, List<String> options, List<String> arguments) {
            this(name, main, classPath, options, arguments, List.of(), Path.of(System.getProperty("java.home")));
        }

        /** The same, started by a command. */
        public Program by(List<String> command) {
            return new Program(name, main, classPath, options, arguments, command, javaHome);
        }

        /** The same, on another Java. */
        public Program on(Path home) {
            return new Program(name, main, classPath, options, arguments, launcher, home);
        }
    }

    /**
     * Starts a program.
     *
     * @param folder where its log goes, as {@code logs/<name>.log}
     * @throws UncheckedIOException if the process cannot be started
     */
    public static ChildJvm start(Program program, Path folder) {
        return start(program, folder, false);
    }

    /** Starts a program whose standard output is this process's; its log has what it writes to standard error. */
    public static ChildJvm startTalking(Program program, Path folder) {
        return start(program, folder, true);
    }

    private static ChildJvm start(Program program, Path folder, boolean talking) {
        try {
            Path log = Files.createDirectories(folder.resolve("logs")).resolve(program.name() + ".log");
            Path run = Files.createDirectories(folder.resolve("run"));
            ProcessBuilder.Redirect toLog = ProcessBuilder.Redirect.appendTo(log.toFile());
            Process process = new ProcessBuilder(command(program, run))
                    .redirectError(toLog)
                    .redirectOutput(talking ? ProcessBuilder.Redirect.INHERIT : toLog)
                    .start();
            return new ChildJvm(program.name(), log, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program.name(), e);
        }
    }

    /** The shell makes the JVM start with SIGINT ignored, which it respects; class paths are too long for a command line. */
    private static List<String> command(Program program, Path run) throws IOException {
        Path arguments = run.resolve(program.name() + ".args");
        Files.writeString(
                arguments,
                "-cp \"" + String.join(File.pathSeparator, program.classPath()).replace("\\", "\\\\") + "\"\n");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.addAll(program.launcher());
        command.add(program.javaHome().resolve("bin").resolve("java").toString());
        command.addAll(program.options());
        command.add("@" + arguments.toAbsolutePath());
        command.add(ParentWatch.class.getName());
        command.add(program.main());
        command.addAll(program.arguments());
        return command;
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    /** The end of its log. */
    public String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read)";
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for the program's end.
     *
     * @return its exit code
     */
    public int join() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** Waits until the program has ended, or the time is up; says whether it ended. */
    public boolean join(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Asks the program to end (SIGTERM), gives it time, and ends it (SIGKILL) when the time is up: then the end of its log says
     * what its threads were at. Says whether it was in time.
     */
    public boolean stop(Duration patience) {
        process.destroy();
        boolean ended = join(patience);
        if (!ended) {
            signal("QUIT");
            join(DUMPING);
            kill();
        }
        return ended;
    }

    /**
     * Sends the program a signal.
     *
     * @param signal as {@code kill} takes it, such as {@code STOP}
     */
    public void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling " + name, e);
        }
    }

    /** Ends the program at once: SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        join(PATIENCE);
    }

    @Override
    public void close() {
        stop(PATIENCE);
    }
}
