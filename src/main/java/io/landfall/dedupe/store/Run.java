package io.landfall.dedupe.store;

import io.landfall.dedupe.Accepted;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A sorted run: accepted records in the order of their digests, never changed. A Bloom filter spares most reads, an index makes the others one. */
final class Run {
    /** Entries from one place in the index to the next. */
    static final int GROUP = 64;

    private final RunData data;
    private final int size;
    private final long[] index;
    private final Optional<BloomFilter> filter;
    private final long newest;

    /**
     * What a {@link RunWriter} wrote.
     *
     * @param index the order of each {@link #GROUP}th entry
     * @param newest the last time at which one of them was seen
     */
    Run(RunData data, int size, long[] index, Optional<BloomFilter> filter, long newest) {
        this.data = data;
        this.size = size;
        this.index = index;
        this.filter = filter;
        this.newest = newest;
    }

    int size() {
        return size;
    }

    long newest() {
        return newest;
    }

    RunData data() {
        return data;
    }

    /** Whether it may have entries with a digest; false is certain. */
    boolean mayHold(long first, long second) {
        return filter.isEmpty() || filter.get().mayHold(first, second);
    }

    boolean hasFilter() {
        return filter.isPresent();
    }

    /**
     * Adds those with a digest to a list.
     *
     * @param group has room for {@link #GROUP} entries
     */
    void find(long first, long second, List<Accepted> found, ByteBuffer group) {
        long order = Entry.order(first);
        for (int at = GROUP * groupBefore(order); at < size; at += GROUP) {
            read(at, group);
            for (int entry = 0; entry < group.limit(); entry += Entry.BYTES) {
                long there = group.getLong(entry);
                if (Entry.order(there) > order) {
                    return;
                }
                if (there == first && group.getLong(entry + Entry.SECOND) == second) {
                    found.add(Entry.accepted(group, entry));
                }
            }
        }
    }

    /** The last group that begins before an order: entries of that order begin in it or at the next one's start. */
    private int groupBefore(long order) {
        int at = Arrays.binarySearch(index, order);
        int notBefore = at < 0 ? -at - 1 : at;
        while (notBefore > 0 && index[notBefore - 1] == order) {
            notBefore--;
        }
        return Math.max(0, notBefore - 1);
    }

    /** Reads entries from an index on, as many as there are and fit. */
    void read(int from, ByteBuffer into) {
        into.clear().limit(Math.min(into.capacity() / Entry.BYTES, size - from) * Entry.BYTES);
        data.read((long) from * Entry.BYTES, into);
        into.flip();
    }

    /** Gives its memory back. */
    void close() {
        filter.ifPresent(BloomFilter::release);
        data.close();
    }
}
