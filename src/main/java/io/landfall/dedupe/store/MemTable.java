package io.landfall.dedupe.store;

import io.landfall.dedupe.Accepted;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The mem table: the newest accepted records, up to {@link #CAPACITY}, in the order they came, with a hash table beside them. */
final class MemTable {
    /** Its entries, and the table, stay in the processor's cache; a power of two not above 2 to the {@link Entry#UNORDERED_BITS}. */
    static final int CAPACITY = 1 << 11;

    private static final int FIRST_CAPACITY = 1 << 6;

    private ByteBuffer entries = ByteBuffer.allocate(FIRST_CAPACITY * Entry.BYTES);
    /** Index of an entry plus one, or zero, by the digest's lowest bits; twice as long as there is room for entries. */
    private short[] table = new short[2 * FIRST_CAPACITY];

    private int size;

    int size() {
        return size;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    void add(long first, long second, long offset, long time, long seenAt) {
        if (size * 2 == table.length) {
            grow();
        }
        int at = size * Entry.BYTES;
        entries.putLong(at, first)
                .putLong(at + Entry.SECOND, second)
                .putLong(at + Entry.OFFSET, offset)
                .putLong(at + Entry.TIME, time)
                .putLong(at + Entry.SEEN_AT, seenAt);
        index(first, size++);
    }

    private void grow() {
        entries = ByteBuffer.wrap(Arrays.copyOf(entries.array(), 2 * entries.capacity()));
        table = new short[2 * table.length];
        for (int i = 0; i < size; i++) {
            index(entries.getLong(i * Entry.BYTES), i);
        }
    }

    private void index(long first, int entry) {
        int mask = table.length - 1;
        int slot = (int) first & mask;
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = (short) (entry + 1);
    }

    /** Adds those with a digest to a list. */
    void find(long first, long second, List<Accepted> found) {
        for (int slot = next(first, first, second); slot >= 0; slot = next(slot + 1, first, second)) {
            found.add(Entry.accepted(entries, (table[slot] - 1) * Entry.BYTES));
        }
    }

    /** Whether there are some with a digest. */
    boolean has(long first, long second) {
        return next(first, first, second) >= 0;
    }

    /** Whether there is one with a digest and an offset. */
    boolean has(long first, long second, long offset) {
        for (int slot = next(first, first, second); slot >= 0; slot = next(slot + 1, first, second)) {
            if (entries.getLong((table[slot] - 1) * Entry.BYTES + Entry.OFFSET) == offset) {
                return true;
            }
        }
        return false;
    }

    /** The first slot from one on, in the table as a ring, that leads to an entry with a digest; negative if there is none. */
    private int next(long from, long first, long second) {
        int mask = table.length - 1;
        for (int slot = (int) from & mask; table[slot] != 0; slot = (slot + 1) & mask) {
            int at = (table[slot] - 1) * Entry.BYTES;
            if (entries.getLong(at) == first && entries.getLong(at + Entry.SECOND) == second) {
                return slot;
            }
        }
        return -1;
    }

    /** The entries from an index on, in the order they came. */
    ByteBuffer from(int index) {
        return entries.slice(index * Entry.BYTES, (size - index) * Entry.BYTES);
    }

    /** Writes all, in the order of runs. */
    void sortInto(RunWriter run) {
        long[] order = new long[size];
        long indexes = (1L << Entry.UNORDERED_BITS) - 1;
        for (int i = 0; i < size; i++) {
            // Unsigned order of the digests is signed order of these.
            long digest = entries.getLong(i * Entry.BYTES) & ~indexes;
            order[i] = (digest | i) ^ Long.MIN_VALUE;
        }
        Arrays.sort(order);
        for (long next : order) {
            run.add(entries, (int) (next & indexes) * Entry.BYTES);
        }
    }

    void clear() {
        size = 0;
        Arrays.fill(table, (short) 0);
    }
}
