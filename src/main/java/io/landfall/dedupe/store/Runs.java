package io.landfall.dedupe.store;

import io.landfall.dedupe.Accepted;
import io.landfall.memory.HeapAccount;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Sorted runs of accepted records. Four of about one size are merged into one of the next, so that there are few of them and
 * each record is written a few times only; what has expired goes with the run that holds it, or when that is merged.
 */
final class Runs {
    /** How many of a size are merged, and from one size to the next. */
    private static final int FAN = 4;

    /** Larger ones are left as they are: four of these are a gigabyte. */
    private static final int LARGEST = 1 << 23;

    private final IntFunction<RunData> storage;
    private final Discard discard;
    private final HeapAccount room;
    private final ByteBuffer group = ByteBuffer.allocate(Run.GROUP * Entry.BYTES);
    private final List<Run> runs = new ArrayList<>();
    private final List<Compaction> merges = new ArrayList<>();

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

    /** Makes a run of these records, and goes on with merging. */
    void add(MemTable recent, long horizon) {
        RunWriter run = writer(recent.size());
        recent.sortInto(run);
        runs.add(run.end());
        begin(horizon);
        // Each record is merged at most once per size, and those of the next size come no sooner than these are.
        merges.removeIf(merge -> {
            boolean done = merge.advance(2 * MemTable.CAPACITY);
            if (done) {
                replace(merge);
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
            if (run.size() <= LARGEST && !isMerging(run)) {
                sameSize.add(0, run);
            }
            if (sameSize.size() == FAN) {
                begin(List.copyOf(sameSize), horizon);
                return;
            }
        }
    }

    /** Not if what is merged would lose its filters, for they have to give way to the new one only at the end. */
    private void begin(List<Run> merging, long horizon) {
        int size = merging.stream().mapToInt(Run::size).sum();
        if (BloomFilter.fits(room, size) || merging.stream().noneMatch(Run::hasFilter)) {
            merges.add(new Compaction(merging, writer(size), horizon));
        }
    }

    private boolean isMerging(Run run) {
        return merges.stream().anyMatch(merge -> merge.runs().contains(run));
    }

    private static int sizeClass(Run run) {
        int times = (run.size() + MemTable.CAPACITY - 1) / MemTable.CAPACITY;
        return (Integer.SIZE - Integer.numberOfLeadingZeros(times)) / 2;
    }

    private void replace(Compaction merge) {
        runs.add(runs.indexOf(merge.runs().get(0)), merge.end());
        merge.runs().forEach(this::discard);
    }

    private void discard(Run run) {
        runs.remove(run);
        run.close();
        discard.discarded(run.data());
    }

    /** Drops runs in which nothing was seen since a time. */
    void forget(long horizon) {
        for (Run run : all()) {
            if (run.newest() < horizon && !isMerging(run)) {
                discard(run);
            }
        }
    }

    /** Gives their memory back. */
    void close() {
        runs.forEach(Run::close);
        merges.forEach(Compaction::abandon);
        runs.clear();
        merges.clear();
    }
}
