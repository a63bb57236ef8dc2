package io.landfall.local.demo;

import io.landfall.local.feed.Counts;
import io.landfall.local.feed.Feeder;
import io.landfall.local.feed.GeneratedTable;
import io.landfall.local.feed.Generator;
import io.landfall.local.feed.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** The inventory example's tables, filled by the seeded generator: so many records, or some at first and a trickle after it. */
final class GeneratedSource implements Source {
    static final long SEED = 20_26;
    private static final long AT_FIRST = 20_000;
    private static final int BATCH = 20 * Generator.BLOCK;
    private static final int TRICKLE = Generator.BLOCK;
    private static final long TRICKLE_MILLIS = 5_000;

    private final OptionalLong records;
    private final StateFolder folder;
    private final Clock clock;
    private final List<TableSpec> tables = specs();
    private final Tally tally = new Tally();

    /**
     * A source.
     *
     * @param records how many; endless if empty
     */
    GeneratedSource(OptionalLong records, StateFolder folder, Clock clock) {
        this.records = records;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public String application() {
        return "demo";
    }

    private static List<TableSpec> specs() {
        InventoryExample example = InventoryExample.load();
        return Arrays.stream(GeneratedTable.values())
                .map(table -> new TableSpec(
                        table.table(),
                        example.topic(table.table()),
                        table.partitions(),
                        table.schema(),
                        example.section(table.table())))
                .toList();
    }

    @Override
    public List<TableSpec> tables() {
        return tables;
    }

    @Override
    public void feed(Feeder feeder, Map<String, Integer> schemaIds, BooleanSupplier stop) {
        Map<GeneratedTable, Integer> ids = new EnumMap<>(GeneratedTable.class);
        for (GeneratedTable table : GeneratedTable.values()) {
            ids.put(table, schemaIds.get(table.table()));
        }
        Generator generator = new Generator(SEED, ids);
        Journal journal = Journal.load(folder.journal());
        tally.set(journal.counts());
        for (Journal.Batch batch : journal.underway()) {
            feeder.rewind(batch.positions());
            journal = produce(batch, journal, generator, feeder);
        }
        long left = records.orElse(AT_FIRST);
        while (left > 0 && !stop.getAsBoolean()) {
            int size = (int) Math.min(left, BATCH);
            journal = produce(next(journal, size, feeder), journal, generator, feeder);
            left -= size;
        }
        while (records.isEmpty() && !stop.getAsBoolean()) {
            journal = produce(next(journal, TRICKLE, feeder), journal, generator, feeder);
            pause();
        }
    }

    private Journal.Batch next(Journal journal, int size, Feeder feeder) {
        Instant start = clock.instant().minusMillis(size);
        return new Journal.Batch(journal.nextBlock(), size, start.toEpochMilli(), feeder.positions());
    }

    private Journal produce(Journal.Batch batch, Journal before, Generator generator, Feeder feeder) {
        new Journal(before.nextBlock(), before.counts(), List.of(batch)).save(folder.journal());
        long block = batch.firstBlock();
        for (int done = 0; done < batch.records(); done += Generator.BLOCK) {
            int size = Math.min(Generator.BLOCK, batch.records() - done);
            Instant start = Instant.ofEpochMilli(batch.startMillis() + done);
            for (Message message : generator.block(block, size, start)) {
                feeder.send(message);
                tally.add(message.table(), message.fate());
            }
            block++;
        }
        feeder.flush();
        Journal after = new Journal(block, tally.counts(), List.of());
        after.save(folder.journal());
        return after;
    }

    private static void pause() {
        try {
            Thread.sleep(TRICKLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Map<String, Counts> counts() {
        return tally.counts();
    }
}
