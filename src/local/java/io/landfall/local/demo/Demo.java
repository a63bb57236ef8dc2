package io.landfall.local.demo;

import io.landfall.local.csv.CsvException;
import io.landfall.local.csv.CsvFeed;
import io.landfall.local.csv.CsvFile;
import io.landfall.local.csv.CsvOptions;
import io.landfall.local.csv.CsvType;
import io.landfall.local.stack.FolderLock;
import io.landfall.local.stack.Folders;
import io.landfall.local.stack.Interruption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code landfall demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs the whole pipeline on this machine: broker, schema registry, S3 server, the service and the"
                + " bronze job, and shows what becomes of each record. A second run continues. Ctrl-C ends it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall demo --records 200000 --exit",
            "  landfall demo --csv sales.csv.gz --exit",
            "  landfall demo --csv sales.csv --types \"Customer=string,Unit Price=decimal\"",
            "  landfall demo --csv sales.csv --encoding windows-1252 --header-line 3",
        })
public final class Demo implements Callable<Integer> {
    /** Metadata that would push the rows' own columns off the screen. */
    private static final String LONG_COLUMNS = "source_system, record_status, quality_issues, batch_id, record_hash,"
            + " schema_version, processing_cluster_id, data_lineage_id, source_topic, source_timestamp, landed_at,"
            + " update_timestamp";

    @Spec
    private CommandSpec spec;

    @Option(names = "--records", paramLabel = "N", description = "Produce so many; by default some, and on and on.")
    private Long records;

    @Option(names = "--exit", description = "End when everything is in bronze; exit code 0 if it balances.")
    private boolean exit;

    @Option(names = "--csv", paramLabel = "FILE", description = "Feed this CSV file (.gz too) into its own table.")
    private Path csv;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "With --csv: the table; named after the file if not given.")
    private String table;

    @Option(
            names = "--dedupe",
            paramLabel = "content|COLUMN",
            split = ",",
            defaultValue = "content",
            description = "With --csv: what makes two rows the same (default: ${DEFAULT-VALUE}).")
    private List<String> dedupe;

    @Option(
            names = "--types",
            paramLabel = "COLUMN=TYPE",
            split = ",",
            description = "With --csv: types of columns where the inferred one is not wanted: string, boolean, long,"
                    + " decimal, double, date or timestamp. A value that the type would change is an error.")
    private Map<String, String> types = new LinkedHashMap<>();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "With --csv: the file's encoding, if it is not UTF-8 and has no byte order mark.")
    private String encoding;

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            description = "With --csv: what separates cells, or tab; found in the file if not given.")
    private String separator;

    @Option(
            names = "--header-line",
            paramLabel = "N",
            description = "With --csv: the line with the names of the columns; the first with text if not given.")
    private Long headerLine;

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "Query the bronze tables after the run; alone: instead.")
    private String query;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = ".landfall/demo",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path state;

    @Option(names = "--fresh", description = "Delete what earlier runs left.")
    private boolean fresh;

    @Override
    public Integer call() {
        try {
            return runOnce();
        } catch (CsvException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("landfall: " + e.getMessage());
            err.flush();
            return CommandLine.ExitCode.USAGE;
        }
    }

    @SuppressWarnings("try") // of the lock nothing is wanted but that it is held
    private int runOnce() {
        Clock clock = Clock.systemUTC();
        Display display = new Display(System.out, Boolean.getBoolean("landfall.terminal"), clock);
        StateFolder folder = StateFolder.at(state);
        if (query != null && records == null && csv == null && !exit) {
            return BronzeQuery.run(folder, query);
        }
        try (FolderLock mine = folder.lock()) {
            // Before the old state is deleted: a file that cannot be used costs nothing.
            Source source = csv == null ? generated(folder, clock) : csv(display, clock);
            if (fresh) {
                forget(folder);
            }
            source.requireSameAsBefore(folder);
            boolean good = runUntilTold(source, folder, display, clock);
            if (exit && csv != null) {
                String name = source.tables().get(0).name();
                BronzeQuery.run(folder, "SELECT * EXCEPT (" + LONG_COLUMNS + ") FROM " + name + " LIMIT 5");
            }
            if (exit && query != null) {
                BronzeQuery.run(folder, query);
            }
            return good ? 0 : 1;
        }
    }

    private static void forget(StateFolder folder) {
        for (String name : List.of("stack", "streams", "checkpoints", "warehouse", "keys", "fed", "journal.json")) {
            Folders.delete(folder.root().resolve(name));
        }
    }

    private Source generated(StateFolder folder, Clock clock) {
        return new GeneratedSource(records == null ? OptionalLong.empty() : OptionalLong.of(records), folder, clock);
    }

    private Source csv(Display display, Clock clock) {
        OptionalLong header = headerLine == null ? OptionalLong.empty() : OptionalLong.of(headerLine);
        CsvOptions options = CsvOptions.of(Optional.ofNullable(encoding), Optional.ofNullable(separator), header);
        CsvFile file = CsvFile.open(csv, options);
        display.say("reading all of " + csv + " for its schema; it is read again to produce its rows");
        String name = table == null ? file.table() : table;
        List<String> by = dedupe.equals(List.of("content")) ? List.of() : dedupe;
        Map<String, CsvType> given = new LinkedHashMap<>();
        types.forEach((column, type) -> given.put(column, CsvType.named(type)));
        CsvFeed feed = new CsvFeed(file, name, by, given);
        feed.description().forEach(display::say);
        return new CsvSource(name, feed, clock);
    }

    /** Ctrl-C ends it in order. */
    private boolean runUntilTold(Source source, StateFolder folder, Display display, Clock clock) {
        try (Interruption interruption = new Interruption()) {
            return new DemoRun(source, folder, exit, display, clock, interruption::isAskedFor).run();
        }
    }
}
