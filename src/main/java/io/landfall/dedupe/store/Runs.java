package io.landfall.dedupe.store;

import io.landfall.dedupe.Accepted;
import io.landfall.memory.HeapAccount;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Sorted runs of accepted records. Four of about one size are compacted into one of the next (tiered compaction), so that there
 * are few of them and each record is written a few times only. Expired records go with the run that holds them, or in its
 * compaction.
 */
final class Runs {
    /** The fan-out: how many of a size are compacted, and how many times larger the next size is. */
    private static final int FAN = 4;

    /** Larger ones are not compacted: four of these are a gigabyte. */
    private static final int LARGEST = 1 << 23;

    private final IntFunction<RunData> storage;
    private final Discard discard;
    private final HeapAccount room;
    private final ByteBuffer group = ByteBuffer.allocate(Run.GROUP * Entry.BYTES);
    private final List<Run> runs = new ArrayList<>();
    private final List<Compaction> compactions = new ArrayList<>();

    /** Hears of runs that are not needed any more. */
    @FunctionalInterface
    interface Discard {
        /** A run was closed. */
        void discarded(RunData data);
    }

    /**
     * None yet.
     *
     * @param storage gives room for a run of at most so many bytes
     */
    Runs(IntFunction<RunData> storage, Discard discard, HeapAccount room) {
        this.storage = storage;
        this.discard = discard;
        this.room = room;
    }

    /** All, the oldest first. */
    List<Run> all() {
        return List.copyOf(runs);
    }

    /** Of all together. */
    long size() {
        return runs.stream().mapToLong(Run::size).sum();
    }

    /** Takes one that was there before. */
    void add(RunData data, int size) {
        runs.add(RunWriter.reopen(data, room, size));
    }

    /** Whether there may be records with a digest; false is certain. */
    boolean mayHold(long first, long second) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            if (runs.get(i).mayHold(first, second)) {
                return true;
            }
        }
        return false;
    }

    /** Adds records with a digest to a list. */
    void find(long first, long second, List<Accepted> found) {
        for (Run run : runs) {
            if (run.mayHold(first, second)) {
                run.find(first, second, found, group);
            }
        }
    }

    /** Flushes a mem table to a new run, and goes on with compactions. */
    void add(MemTable memTable, long horizon) {
        RunWriter run = writer(memTable.size());
        memTable.sortInto(run);
        runs.add(run.end());
        begin(horizon);
        // Each record is compacted at most once per size, and the runs of the next size come no sooner than these are.
        compactions.removeIf(compaction -> {
            boolean done = compaction.advance(2 * MemTable.CAPACITY);
            if (done) {
                replace(compaction);
            }
            return done;
        });
    }

    private RunWriter writer(int entries) {
        return new RunWriter(storage.apply(entries * Entry.BYTES), room, entries);
    }

    private void begin(long horizon) {
        List<Run> sameSize = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            Run run = runs.get(i);
            if (!sameSize.isEmpty() && sizeClass(run) != sizeClass(sameSize.get(0))) {
                sameSize.clear();
            }
            if (run.size() <= LARGEST && !isCompacting(run)) {
                sameSize.add(0, run);
            }
            if (sameSize.size() == FAN) {
                begin(List.copyOf(sameSize), horizon);
                return;
            }
        }
    }

    /** Not if the runs would lose their filters by it: they give them up only when the compaction ends. */
    private void begin(List<Run> inputs, long horizon) {
        int size = inputs.stream().mapToInt(Run::size).sum();
        if (BloomFilter.fits(room, size) || inputs.stream().noneMatch(Run::hasFilter)) {
            compactions.add(new Compaction(inputs, writer(size), horizon));
        }
    }

    private boolean isCompacting(Run run) {
        return compactions.stream().anyMatch(compaction -> compaction.runs().contains(run));
    }

    private static int sizeClass(Run run) {
        int times = (run.size() + MemTable.CAPACITY - 1) / MemTable.CAPACITY;
        return (Integer.SIZE - Integer.numberOfLeadingZeros(times)) / 2;
    }

    private void replace(Compaction compaction) {
        runs.add(runs.indexOf(compaction.runs().get(0)), compaction.end());
        compaction.runs().forEach(this::discard);
    }

    private void discard(Run run) {
        runs.remove(run);
        run.close();
        discard.discarded(run.data());
    }

    /** Drops runs in which nothing was seen since a time. */
    void forget(long horizon) {
        for (Run run : all()) {
            if (run.newest() < horizon && !isCompacting(run)) {
                discard(run);
            }
        }
    }

    /** Gives their memory back. */
    void close() {
        runs.forEach(Run::close);
        compactions.forEach(Compaction::abandon);
        runs.clear();
        compactions.clear();
    }
}
