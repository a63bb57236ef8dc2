package io.landfall.dedupe.store;

import io.landfall.memory.HeapAccount;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Writes a {@link Run}, entry by entry in their order. */
final class RunWriter {
    private static final int BUFFERED = 256;

    private final RunData data;
    private final Optional<BloomFilter> filter;
    private final ByteBuffer buffer;
    private long[] index = new long[8];
    private int size;
    private long newest = Long.MIN_VALUE;

    /**
     * Begins a run.
     *
     * @param atMost how many entries will come
     */
    RunWriter(RunData data, HeapAccount room, int atMost) {
        this.data = data;
        this.filter = BloomFilter.of(room, atMost);
        this.buffer = ByteBuffer.allocate(Math.min(BUFFERED, atMost) * Entry.BYTES);
    }

    /** Adds the entry at a place. */
    void add(ByteBuffer entries, int at) {
        if (!buffer.hasRemaining()) {
            write();
        }
        buffer.put(buffer.position(), entries, at, Entry.BYTES).position(buffer.position() + Entry.BYTES);
        noted(entries, at);
    }

    private void write() {
        data.append(buffer.flip());
        buffer.clear();
    }

    private void noted(ByteBuffer entries, int at) {
        long first = entries.getLong(at);
        if (size % Run.GROUP == 0) {
            int group = size / Run.GROUP;
            if (group == index.length) {
                index = Arrays.copyOf(index, 2 * index.length);
            }
            index[group] = Entry.order(first);
        }
        filter.ifPresent(keys -> keys.add(first, entries.getLong(at + Entry.SECOND)));
        newest = Math.max(newest, entries.getLong(at + Entry.SEEN_AT));
        size++;
    }

    /** All entries are there. */
    Run end() {
        write();
        return new Run(data, size, Arrays.copyOf(index, (size + Run.GROUP - 1) / Run.GROUP), filter, newest);
    }

    /** Gives up what it has in memory. */
    void abandon() {
        filter.ifPresent(BloomFilter::release);
        data.close();
    }

    /** Opens a run that is there: reads it once for its index and its Bloom filter. */
    static Run reopen(RunData data, HeapAccount room, int size) {
        RunWriter written = new RunWriter(data, room, size);
        ByteBuffer entries = ByteBuffer.allocate(BUFFERED * Entry.BYTES);
        for (int at = 0; at < size; at += BUFFERED) {
            entries.clear().limit(Math.min(BUFFERED, size - at) * Entry.BYTES);
            data.read((long) at * Entry.BYTES, entries);
            for (int entry = 0; entry < entries.limit(); entry += Entry.BYTES) {
                written.noted(entries, entry);
            }
        }
        return written.end();
    }
}
