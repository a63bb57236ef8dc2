package io.landfall.local.demo;

import io.landfall.local.csv.CsvFeed;
import io.landfall.local.feed.Counts;
import io.landfall.local.feed.Feeder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A CSV file as one table. A second run on the same file continues where the first stopped. */
final class CsvSource implements Source {
    private static final int PARTITIONS = 4;

    private final String table;
    private final CsvFeed feed;
    private final Clock clock;
    private final Tally tally = new Tally();

    CsvSource(String table, CsvFeed feed, Clock clock) {
        this.table = table;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public String application() {
        return "demo-" + table.replace('_', '-');
    }

    @Override
    public List<TableSpec> tables() {
        // In quotes, as YAML reads No as false.
        String by =
                feed.dedupeFields().isEmpty() ? "content" : "[\"" + String.join("\", \"", feed.dedupeFields()) + "\"]";
        // The window is of Kafka's timestamp here, and a later run continues the file.
        String yaml = "dedupe: { by: " + by + ", within: 3650d }\n";
        return List.of(new TableSpec(table, "csv." + table, PARTITIONS, feed.avro(), yaml));
    }

    @Override
    public void requireSameAsBefore(StateFolder folder) {
        feed.requireSameAs(folder.firstFed(table, feed.fingerprint()));
    }

    @Override
    public void feed(Feeder feeder, Map<String, Integer> schemaIds, BooleanSupplier stop) {
        feeder.rewind(Map.of());
        feed.forEach(schemaIds.get(table), clock.millis(), message -> {
            if (stop.getAsBoolean()) {
                return;
            }
            feeder.send(message);
            tally.add(table, message.fate());
        });
        feeder.flush();
    }

    @Override
    public Map<String, Counts> counts() {
        return tally.counts();
    }
}
