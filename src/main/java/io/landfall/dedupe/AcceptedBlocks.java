package io.landfall.dedupe;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link AcceptedPositions} laid out for "insert if absent in a time window". The newest records are in a hash table, the others
 * in sorted {@link Runs}, each behind a Bloom filter, so that most questions touch neither. Nothing is ever changed in place: a
 * record is added, and expires with all that came about when it did.
 *
 * <p>The changelog has blocks of up to some thousand records, one per commit at least: key {@link BlockKey}, value as
 * {@link BlockCodec} says. Small blocks are written once more as a larger one, and deleted when that is committed, so that there are
 * few of them. A block whose records have all expired is deleted, too. The steps of stream time have a key of their own.
 */
final class AcceptedBlocks implements AcceptedPositions {
    /** Of the steps, in the changelog; no block has a key of this length. */
    static final byte[] STEPS = {0};

    /** How many small blocks of about one size become a larger one. */
    private static final int JOINED = 16;

    /** Records after which a snapshot is due. */
    private static final int SNAPSHOT_EVERY = 1 << 16;

    private final long within;
    private final Optional<RunFolder> folder;
    private final Runs runs;
    private final Recent recent = new Recent();
    private final BlockCodec codec = new BlockCodec();
    /** All in the changelog, and when the newest record of each was seen. */
    private final Map<BlockKey, Long> blocks = new LinkedHashMap<>();

    /** Those of the recent records. */
    private final List<Open> open = new ArrayList<>();

    /** Blocks whose records are in a larger one, too; the first of them are to stay until that is committed. */
    private final List<BlockKey> joined = new ArrayList<>();

    private int deletable;
    private Changelog changelog = (key, value) -> {
        throw new IllegalStateException("no changelog yet");
    };
    private byte[] steps;
    private long horizon = Long.MIN_VALUE;

    /** Those of the recent ones that are in the changelog. */
    private int logged;

    private Optional<Long> snapshot = Optional.empty();

    /** What was not asked for yet: opening a store that nobody uses should cost nothing. */
    private Optional<RunFolder.Snapshot> unread = Optional.empty();

    private long sinceSnapshot;
    private boolean uncommitted;

    /**
     * A block of recent records.
     *
     * @param from index of its first among them
     */
    private record Open(BlockKey key, int from, int records) {
        /** Blocks of one class differ by less than {@link #JOINED} times. */
        int sizeClass() {
            return (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(records)) / 4;
        }
    }

    /** Where a restart finds what was there. */
    @FunctionalInterface
    interface Changelog {
        /**
         * Sets a key.
         *
         * @param value null to delete it
         */
        void put(byte[] key, byte[] value);
    }

    private AcceptedBlocks(long within, Optional<RunFolder> folder, Runs runs) {
        this.within = within;
        this.folder = folder;
        this.runs = runs;
    }

    /**
     * An empty one on the heap.
     *
     * @param within the window, milliseconds
     */
    static AcceptedBlocks inMemory(long within, KeyFilter.Room room) {
        return new AcceptedBlocks(within, Optional.empty(), new Runs(RunData.InMemory::new, run -> {}, room));
    }

    /**
     * One that is as the folder's last snapshot says.
     *
     * @param within the window, milliseconds
     */
    static AcceptedBlocks in(RunFolder folder, long within, KeyFilter.Room room) {
        AcceptedBlocks blocks = new AcceptedBlocks(
                within, Optional.of(folder), new Runs(bytes -> folder.create(), folder::discard, room));
        blocks.unread = folder.snapshot();
        blocks.snapshot = blocks.unread.map(RunFolder.Snapshot::changelog);
        blocks.unread.ifPresentOrElse(folder::keepOnly, folder::clear);
        return blocks;
    }

    /** Reads what was there, if that was not done yet. To be called before anything else but {@link #snapshot} and {@link #close}. */
    void read() {
        unread.ifPresent(last -> {
            unread = Optional.empty();
            last.runs().forEach((name, size) -> runs.add(folder.orElseThrow().open(name), size));
            blocks.putAll(last.blocks());
            if (last.steps().length > 0) {
                restoreSteps(last.steps());
            }
        });
    }

    /** From now on, what is added goes there. */
    void logTo(Changelog to) {
        changelog = to;
    }

    @Override
    public List<Accepted> of(byte[] digest) {
        ByteBuffer halves = ByteBuffer.wrap(digest);
        long first = halves.getLong(0);
        long second = halves.getLong(Long.BYTES);
        boolean recently = recent.has(first, second);
        if (!recently && !runs.mayHold(first, second)) {
            return List.of();
        }
        List<Accepted> found = new ArrayList<>(2);
        recent.find(first, second, found);
        runs.find(first, second, found);
        return found;
    }

    @Override
    public void add(byte[] digest, Accepted accepted) {
        if (recent.isFull()) {
            log();
            settle();
        }
        ByteBuffer halves = ByteBuffer.wrap(digest);
        recent.add(
                halves.getLong(0), halves.getLong(Long.BYTES), accepted.offset(), accepted.time(), accepted.seenAt());
        uncommitted = true;
    }

    /** Puts what has come since the last time into the changelog. */
    private void log() {
        if (logged == recent.size()) {
            return;
        }
        write(logged);
        logged = recent.size();
        while (JOINED <= open.size() && ofOneSize(open.subList(open.size() - JOINED, open.size()))) {
            List<Open> small = open.subList(open.size() - JOINED, open.size());
            int from = small.get(0).from;
            small.forEach(block -> joined.add(block.key));
            small.clear();
            write(from);
        }
    }

    private static boolean ofOneSize(List<Open> some) {
        int sizeClass = some.get(0).sizeClass();
        return some.stream().allMatch(block -> block.sizeClass() == sizeClass);
    }

    /** Writes the recent ones from an index on as a block. */
    private void write(int from) {
        ByteBuffer block = recent.from(from);
        BlockKey key =
                new BlockKey(block.getLong(Entry.OFFSET), block.getLong(block.capacity() - Entry.BYTES + Entry.OFFSET));
        blocks.put(key, newest(block));
        open.add(new Open(key, from, recent.size() - from));
        changelog.put(key.bytes(), codec.encode(block));
    }

    private static long newest(ByteBuffer block) {
        long newest = Long.MIN_VALUE;
        for (int at = 0; at < block.capacity(); at += Entry.BYTES) {
            newest = Math.max(newest, block.getLong(at + Entry.SEEN_AT));
        }
        return newest;
    }

    /** Makes a run of the recent ones. */
    private void settle() {
        if (recent.size() == 0) {
            return;
        }
        runs.add(recent, horizon);
        sinceSnapshot += recent.size();
        recent.clear();
        open.clear();
        logged = 0;
    }

    @Override
    public byte[] steps() {
        return steps;
    }

    @Override
    public void steps(byte[] changed) {
        steps = changed;
        uncommitted = true;
        changelog.put(STEPS, changed);
    }

    @Override
    public void forget(long seenBefore) {
        horizon = Math.max(horizon, seenBefore);
    }

    @Override
    public void flush() {
        log();
        runs.forget(horizon);
        List<BlockKey> unneeded = joined.subList(0, deletable);
        unneeded.forEach(this::delete);
        unneeded.clear();
        deletable = 0;
        for (BlockKey oldest = expired(); oldest != null; oldest = expired()) {
            delete(oldest);
        }
    }

    private BlockKey expired() {
        Iterator<Map.Entry<BlockKey, Long>> oldest = blocks.entrySet().iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        Map.Entry<BlockKey, Long> block = oldest.next();
        return block.getValue() < horizon ? block.getKey() : null;
    }

    private void delete(BlockKey key) {
        if (blocks.remove(key) != null) {
            uncommitted = true;
            changelog.put(key.bytes(), null);
        }
    }

    @Override
    public void committed() {
        uncommitted = logged < recent.size();
        deletable = joined.size();
    }

    /**
     * Takes an entry of the changelog, written by this one's predecessor.
     *
     * @throws IllegalStateException if another version wrote it
     */
    void restore(byte[] key, byte[] value) {
        if (Arrays.equals(key, STEPS)) {
            restoreSteps(value);
        } else if (!BlockKey.is(key)) {
            throw new IllegalStateException(
                    "the changelog of dedupe was written by another version of Landfall. Stop all instances,"
                            + " delete the topic and the state folder; what repeats a record of before is then taken for new");
        } else if (value == null) {
            blocks.remove(BlockKey.of(key));
        } else {
            blocks.put(BlockKey.of(key), restore(value));
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
            if (recent.has(first, second, offset)) {
                return; // of a smaller block, which is in this one
            }
            if (recent.isFull()) {
                settle();
            }
            recent.add(first, second, offset, time, seenAt);
            logged = recent.size();
        });
        return newest[0];
    }

    /** The offset of the changelog up to which the last snapshot has everything; empty if there is none. */
    Optional<Long> snapshot() {
        return snapshot;
    }

    /**
     * All that the changelog has up to an offset is here, and nothing else unless something was added since the last commit.
     * Takes a snapshot of that when one is due.
     *
     * @param last whether there may be no other occasion
     */
    void inStepWith(long changelogOffset, boolean last) {
        boolean due = last || sinceSnapshot + recent.size() >= SNAPSHOT_EVERY;
        boolean same = snapshot.isPresent() && snapshot.get() == changelogOffset;
        if (folder.isEmpty() || uncommitted || !due || same) {
            return;
        }
        read();
        settle();
        Map<String, Integer> files = new LinkedHashMap<>();
        for (Run run : runs.all()) {
            run.data().force();
            files.put(RunFolder.name(run), run.size());
        }
        folder.get().save(new RunFolder.Snapshot(changelogOffset, steps == null ? new byte[0] : steps, blocks, files));
        snapshot = Optional.of(changelogOffset);
        sinceSnapshot = 0;
    }

    /** What is here is not to be trusted: whoever opens the folder next begins from nothing. */
    void forgetSnapshot() {
        folder.ifPresent(RunFolder::forgetSnapshot);
        snapshot = Optional.empty();
        uncommitted = true;
    }

    /** About how many records there are. */
    long size() {
        return runs.size() + recent.size();
    }

    /** Gives its memory back. */
    void close() {
        runs.close();
    }
}
