package io.landfall.local.bench;

import io.landfall.local.stack.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code landfall bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures Landfall and its peers at the same work: each lands the same topic in Parquet files on this machine,"
                    + " in a process of its own, one after the other, and has its rows counted.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall bench",
            "  landfall bench --records 200000 --only limit,landfall",
            "  landfall bench --workload wide --repeat 3 --json wide.json --svg wide.svg",
            "  landfall bench --threads 1 --pin 1",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all ran, and wrote the rows they should have",
            "1:one failed, or lost or doubled records",
            "2:bad usage"
        })
public final class Bench implements Callable<Integer> {
    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "How many records the topic has (default: ${DEFAULT-VALUE}).")
    private long records;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            defaultValue = "orders",
            description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Workload workload;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Of ${COMPLETION-CANDIDATES}, only these.")
    private Set<Contender> only = EnumSet.allOf(Contender.class);

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run each so often, in turns, and take medians (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads that work on records, for each of them (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "The heap of each of them (default: ${DEFAULT-VALUE}).")
    private String heap;

    @Option(
            names = "--pin",
            paramLabel = "LIST",
            description = "Bind what is measured to these processors, as taskset -c takes them (Linux only).")
    private Optional<String> pin;

    @Option(names = "--json", paramLabel = "FILE", description = "Write everything that was measured to this file.")
    private Optional<Path> json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write a chart to this file.")
    private Optional<Path> svg;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = ".landfall/bench",
            description = "Where broker, topics, outputs and logs are; a topic that is there is used again (default:"
                    + " ${DEFAULT-VALUE}).")
    private Path state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check();
        Path folder = Folders.create(state);
        try (FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = file.tryLock();
            if (lock == null) {
                throw new IllegalStateException("another bench runs on " + folder + "; choose a folder with --state");
            }
            BenchRun run = new BenchRun(folder, settings(), only, this::say);
            Results results = run.run(workload, records, repeat);
            print(BenchReport.text(results));
            if (json.isPresent()) {
                Files.writeString(json.get(), BenchReport.json(results) + "\n");
            }
            if (svg.isPresent()) {
                Files.writeString(svg.get(), Chart.svg(results));
            }
            run.failures().forEach(this::say);
            return run.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void check() throws IOException {
        if (records < 1 || repeat < 1 || threads < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--records, --repeat and --threads are at least 1");
        }
        if (!settings().canLaunch()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "taskset cannot pin to " + pin.orElse("") + " here");
        }
    }

    private Settings settings() {
        return new Settings(threads, pin, heap);
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print("\n" + text);
        out.flush();
    }
}
