package io.landfall.local.demo;

import io.landfall.local.feed.CsvFeed;
import io.landfall.local.feed.CsvFile;
import io.landfall.local.stack.FolderLock;
import io.landfall.local.stack.Folders;
import io.landfall.local.stack.Interruption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code landfall demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs the whole pipeline on this machine: broker, schema registry, S3 server, the service and the"
                + " bronze job, and shows what becomes of each record. A second run continues. Ctrl-C ends it.")
public final class Demo implements Callable<Integer> {
    /** Metadata that would push the rows' own columns off the screen. */
    private static final String LONG_COLUMNS = "source_system, record_status, quality_issues, batch_id, record_hash,"
            + " schema_version, processing_cluster_id, data_lineage_id, source_topic, source_timestamp, landed_at,"
            + " update_timestamp";

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
    @SuppressWarnings("try") // of the lock nothing is wanted but that it is held
    public Integer call() {
        Clock clock = Clock.systemUTC();
        Display display = new Display(System.out, Boolean.getBoolean("landfall.terminal"), clock);
        StateFolder folder = StateFolder.at(state);
        if (query != null && records == null && csv == null && !exit) {
            return BronzeQuery.run(folder, query);
        }
        try (FolderLock mine = folder.lock()) {
            if (fresh) {
                forget(folder);
            }
            Source source = csv == null ? generated(folder, clock) : csv(display, clock);
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
        for (String name : List.of("stack", "streams", "checkpoints", "warehouse", "keys", "journal.json")) {
            Folders.delete(folder.root().resolve(name));
        }
    }

    private Source generated(StateFolder folder, Clock clock) {
        return new GeneratedSource(records == null ? OptionalLong.empty() : OptionalLong.of(records), folder, clock);
    }

    private Source csv(Display display, Clock clock) {
        CsvFile file = CsvFile.open(csv);
        display.say("reading " + csv + " for its schema");
        String name = table == null ? file.table() : table;
        List<String> by = dedupe.equals(List.of("content")) ? List.of() : dedupe;
        CsvFeed feed = new CsvFeed(file, name, by);
        display.say(feed.lines() + " lines; " + feed.avro());
        return new CsvSource(name, feed, clock);
    }

    /** Ctrl-C ends it in order. */
    private boolean runUntilTold(Source source, StateFolder folder, Display display, Clock clock) {
        try (Interruption interruption = new Interruption()) {
            return new DemoRun(source, folder, exit, display, clock, interruption::isAskedFor).run();
        }
    }
}
