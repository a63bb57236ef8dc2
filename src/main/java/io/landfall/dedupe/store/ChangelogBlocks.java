package io.landfall.dedupe.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that are in the changelog: one for the records of each commit at least. Small ones are written once more as a larger
 * one, and deleted when that is committed, so that there are few of them; those whose records have all expired are deleted, too.
 */
final class ChangelogBlocks {
    /** How many small blocks of about one size become a larger one. */
    private static final int JOINED = 16;

    private final MemTable memTable;
    private final BlockCodec codec = new BlockCodec();

    /** All, and when the newest record of each was seen. */
    private final Map<BlockKey, Long> blocks = new LinkedHashMap<>();

    /** Those of the records in the mem table. */
    private final List<Open> open = new ArrayList<>();

    /** Those whose records are in a larger one, too; all but the first of them are to stay until that is committed. */
    private final List<BlockKey> joined = new ArrayList<>();

    private int deletable;

    /** How many records of the mem table are in the changelog. */
    private int logged;

    private Changelog changelog = (key, value) -> {
        throw new IllegalStateException("no changelog yet");
    };

    /**
     * A block of records in the mem table.
     *
     * @param from index of its first record there
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
        void put(byte[] key, byte @Nullable [] value);
    }

    /** No blocks yet of the records in a mem table. */
    ChangelogBlocks(MemTable memTable) {
        this.memTable = memTable;
    }

    /** From now on, blocks are written there. */
    void logTo(Changelog to) {
        changelog = to;
    }

    Changelog changelog() {
        return changelog;
    }

    /** All of them, and when the newest record of each was seen. */
    Map<BlockKey, Long> all() {
        return blocks;
    }

    /** Writes those records of the mem table that are in no block yet. */
    void write() {
        if (isWritten()) {
            return;
        }
        write(logged);
        logged = memTable.size();
        for (List<Open> small = newest(); ofOneSize(small); small = newest()) {
            int from = small.get(0).from;
            small.forEach(block -> joined.add(block.key));
            small.clear();
            write(from);
        }
    }

    private List<Open> newest() {
        return open.subList(Math.max(0, open.size() - JOINED), open.size());
    }

    private static boolean ofOneSize(List<Open> some) {
        int sizeClass = some.get(0).sizeClass();
        return some.size() == JOINED && some.stream().allMatch(block -> block.sizeClass() == sizeClass);
    }

    private void write(int from) {
        ByteBuffer block = memTable.from(from);
        BlockKey key =
                new BlockKey(block.getLong(Entry.OFFSET), block.getLong(block.capacity() - Entry.BYTES + Entry.OFFSET));
        blocks.put(key, newest(block));
        open.add(new Open(key, from, memTable.size() - from));
        changelog.put(key.bytes(), codec.encode(block));
    }

    private static long newest(ByteBuffer block) {
        long newest = Long.MIN_VALUE;
        for (int at = 0; at < block.capacity(); at += Entry.BYTES) {
            newest = Math.max(newest, block.getLong(at + Entry.SEEN_AT));
        }
        return newest;
    }

    /** Whether all records of the mem table are in blocks. */
    boolean isWritten() {
        return logged == memTable.size();
    }

    /** All records of the mem table came from blocks. */
    void restored() {
        logged = memTable.size();
    }

    /** The mem table was flushed, and is empty. */
    void flushed() {
        open.clear();
        logged = 0;
    }

    /** Whatever was written so far is committed. */
    void committed() {
        deletable = joined.size();
    }

    /**
     * Deletes those that nobody needs.
     *
     * @param horizon records seen before this time have expired
     * @return whether there were some
     */
    boolean delete(long horizon) {
        List<BlockKey> unneeded = new ArrayList<>(joined.subList(0, deletable));
        joined.subList(0, deletable).clear();
        deletable = 0;
        Iterator<Map.Entry<BlockKey, Long>> oldest = blocks.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<BlockKey, Long> block = oldest.next();
            if (block.getValue() >= horizon) {
                break;
            }
            unneeded.add(block.getKey());
        }
        unneeded.forEach(key -> {
            if (blocks.remove(key) != null) {
                changelog.put(key.bytes(), null);
            }
        });
        return !unneeded.isEmpty();
    }
}
