package io.landfall.dedupe.store;

import io.landfall.dedupe.Accepted;
import io.landfall.dedupe.AcceptedPositions;
import io.landfall.dedupe.StreamTime;
import io.landfall.memory.HeapAccount;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@link AcceptedPositions} laid out for "insert if absent in a time window": an LSM tree. The newest records are in a
 * {@link MemTable}, the others in sorted {@link Runs}, each behind a Bloom filter, so that most lookups read neither. Nothing is
 * ever changed in place: a record is added, and expires with its run or in a compaction.
 *
 * <p>The changelog has {@link ChangelogBlocks} of up to some thousand records: key {@link BlockKey}, value as {@link BlockCodec} says. The
 * steps of stream time have a key of their own.
 */
final class AcceptedStore implements AcceptedPositions {
    /** Of the steps, in the changelog; no block has a key of this length. */
    static final byte[] STEPS = {0};

    /** Records after which a manifest is due. */
    private static final int SNAPSHOT_EVERY = 1 << 16;

    private final long within;
    private final Optional<RunDirectory> folder;
    private final Runs runs;
    private final MemTable memTable = new MemTable();
    private final ChangelogBlocks blocks = new ChangelogBlocks(memTable);
    private byte[] steps = {};
    private long horizon = Long.MIN_VALUE;

    private Optional<Long> snapshot = Optional.empty();

    /** What was not asked for yet: opening a store that nobody uses should cost nothing. */
    private Optional<RunDirectory.Snapshot> unread = Optional.empty();

    private long sinceSnapshot;
    private boolean uncommitted;

    private AcceptedStore(long within, Optional<RunDirectory> folder, Runs runs) {
        this.within = within;
        this.folder = folder;
        this.runs = runs;
    }

    /**
     * An empty one on the heap.
     *
     * @param within the window, milliseconds
     */
    static AcceptedStore inMemory(long within, HeapAccount room) {
        return new AcceptedStore(within, Optional.empty(), new Runs(RunData.InMemory::new, run -> {}, room));
    }

    /**
     * One that is as the last manifest of a run directory says.
     *
     * @param within the window, milliseconds
     */
    static AcceptedStore in(RunDirectory folder, long within, HeapAccount room) {
        AcceptedStore blocks = new AcceptedStore(
                within, Optional.of(folder), new Runs(bytes -> folder.create(), folder::discard, room));
        blocks.unread = folder.snapshot();
        blocks.snapshot = blocks.unread.map(RunDirectory.Snapshot::changelog);
        blocks.unread.ifPresentOrElse(folder::keepOnly, folder::clear);
        return blocks;
    }

    /** Reads what was there, if that was not done yet. To be called before anything else but {@link #snapshot} and {@link #close}. */
    void read() {
        unread.ifPresent(last -> {
            unread = Optional.empty();
            last.runs().forEach((name, size) -> runs.add(folder.orElseThrow().open(name), size));
            blocks.all().putAll(last.blocks());
            if (last.steps().length > 0) {
                restoreSteps(last.steps());
            }
        });
    }

    /** From now on, what is added goes there. */
    void logTo(ChangelogBlocks.Changelog to) {
        blocks.logTo(to);
    }

    @Override
    public List<Accepted> of(byte[] digest) {
        ByteBuffer halves = ByteBuffer.wrap(digest);
        long first = halves.getLong(0);
        long second = halves.getLong(Long.BYTES);
        boolean inMemTable = memTable.has(first, second);
        if (!inMemTable && !runs.mayHold(first, second)) {
            return List.of();
        }
        List<Accepted> found = new ArrayList<>(2);
        memTable.find(first, second, found);
        runs.find(first, second, found);
        return found;
    }

    @Override
    public void add(byte[] digest, Accepted accepted) {
        if (memTable.isFull()) {
            blocks.write();
            flushMemTable();
        }
        ByteBuffer halves = ByteBuffer.wrap(digest);
        memTable.add(
                halves.getLong(0), halves.getLong(Long.BYTES), accepted.offset(), accepted.time(), accepted.seenAt());
        uncommitted = true;
    }

    /** Writes the mem table to a run of its own, and empties it. */
    private void flushMemTable() {
        if (memTable.size() == 0) {
            return;
        }
        runs.add(memTable, horizon);
        sinceSnapshot += memTable.size();
        memTable.clear();
        blocks.flushed();
    }

    @Override
    public byte[] steps() {
        return steps;
    }

    @Override
    public void steps(byte[] changed) {
        steps = changed;
        uncommitted = true;
        blocks.changelog().put(STEPS, changed);
    }

    @Override
    public void forget(long seenBefore) {
        horizon = Math.max(horizon, seenBefore);
    }

    @Override
    public void flush() {
        blocks.write();
        runs.forget(horizon);
        uncommitted |= blocks.delete(horizon);
    }

    @Override
    public void committed() {
        uncommitted = !blocks.isWritten();
        blocks.committed();
    }

    /**
     * Takes an entry of the changelog, written by this one's predecessor.
     *
     * @param value null if the key was deleted
     * @throws IllegalStateException if another version wrote it
     */
    void restore(byte[] key, byte @Nullable [] value) {
        if (Arrays.equals(key, STEPS)) {
            restoreSteps(Objects.requireNonNull(value));
        } else if (!BlockKey.is(key)) {
            throw new IllegalStateException(
                    "the changelog of dedupe was written by another version of Landfall. Stop all instances,"
                            + " delete the topic and the state folder; what repeats a record of before is then taken for new");
        } else if (value == null) {
            blocks.all().remove(BlockKey.of(key));
        } else {
            blocks.all().put(BlockKey.of(key), restore(value));
        }
    }

    /** Whoever wrote the steps had committed beyond the first of them. */
    private void restoreSteps(byte[] value) {
        steps = value;
        horizon = Math.max(horizon, StreamTime.first(value) - within);
        runs.forget(horizon);
    }

    /** Adds a block's records, and tells when the newest of them was seen. */
    private long restore(byte[] block) {
        long[] newest = {Long.MIN_VALUE};
        BlockCodec.decode(block, (first, second, offset, time, seenAt) -> {
            newest[0] = Math.max(newest[0], seenAt);
            if (memTable.has(first, second, offset)) {
                return; // of a smaller block, which is in this one
            }
            if (memTable.isFull()) {
                flushMemTable();
            }
            memTable.add(first, second, offset, time, seenAt);
            blocks.restored();
        });
        return newest[0];
    }

    /** The offset of the changelog up to which the last manifest has everything; empty if there is none. */
    Optional<Long> snapshot() {
        return snapshot;
    }

    /**
     * All that the changelog has up to an offset is here, and nothing else unless something was added since the last commit.
     * When a manifest of that is due, flushes the mem table and writes the manifest.
     *
     * @param last whether there may be no other occasion
     */
    void inStepWith(long changelogOffset, boolean last) {
        boolean due = last || sinceSnapshot + memTable.size() >= SNAPSHOT_EVERY;
        boolean same = snapshot.isPresent() && snapshot.get() == changelogOffset;
        if (folder.isEmpty() || uncommitted || !due || same) {
            return;
        }
        read();
        flushMemTable();
        Map<String, Integer> files = new LinkedHashMap<>();
        for (Run run : runs.all()) {
            run.data().force();
            files.put(RunDirectory.name(run), run.size());
        }
        folder.get().save(new RunDirectory.Snapshot(changelogOffset, steps, blocks.all(), files));
        snapshot = Optional.of(changelogOffset);
        sinceSnapshot = 0;
    }

    /** What is here is not to be trusted: whoever opens the run directory next begins from nothing. */
    void forgetSnapshot() {
        folder.ifPresent(RunDirectory::forgetSnapshot);
        snapshot = Optional.empty();
        uncommitted = true;
    }

    /** About how many records there are. */
    long size() {
        return runs.size() + memTable.size();
    }

    /** Gives its memory back. */
    void close() {
        runs.close();
    }
}
