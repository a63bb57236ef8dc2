package io.landfall.dedupe;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says of a digest that it was certainly not added, or that it may have been: a Bloom filter that grows by layers, each eight
 * times as large as the one before, or twice as large where eight times would be many megabytes. A layer's bits of one key
 * lie in one cache line (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters"). Digests are random
 * already, so their own bits say where.
 *
 * <p>All filters of the process together take an eighth of the heap at most; a filter that gets no more room takes every
 * key for possibly added.
 */
final class KeyFilter {
    private static final int FIRST_CAPACITY = 1 << 12;
    private static final int GROWTH = 8;
    private static final int LARGE_GROWTH = 2;
    private static final int LARGE = 1 << 20;
    private static final int LARGEST_CAPACITY = 1 << 26;
    private static final int BITS_PER_KEY = 16;
    private static final int WORDS_PER_LINE = 8;
    private static final int BITS_PER_LINE = WORDS_PER_LINE * Long.SIZE;
    private static final int PROBES = 7;
    private static final int BITS_PER_PROBE = 9;

    /** What all filters of the process share. */
    static final Room ROOM = new Room(Runtime.getRuntime().maxMemory() / 8);

    private final Room room;
    private final List<Layer> layers = new ArrayList<>();
    private Layer newest;
    private boolean overflowed;

    /** Bytes that some filters share. */
    static final class Room {
        private final AtomicLong left;

        Room(long bytes) {
            left = new AtomicLong(bytes);
        }

        private boolean take(long bytes) {
            if (left.addAndGet(-bytes) >= 0) {
                return true;
            }
            left.addAndGet(bytes);
            return false;
        }

        private void giveBack(long bytes) {
            left.addAndGet(bytes);
        }

        long left() {
            return left.get();
        }

        /** Whether a filter for so many keys can be had now. */
        boolean has(long keys) {
            return left.get() >= Layer.bytes(lines(firstCapacity(keys)));
        }
    }

    /**
     * An empty one.
     *
     * @param keys how many will be added at the most: with the right number there is one layer only
     */
    KeyFilter(Room room, long keys) {
        this.room = room;
        grow(firstCapacity(keys));
    }

    private static int firstCapacity(long keys) {
        return (int) Math.max(FIRST_CAPACITY, Math.min(LARGEST_CAPACITY, keys));
    }

    private static int lines(int capacity) {
        return Math.toIntExact(((long) capacity * BITS_PER_KEY + BITS_PER_LINE - 1) / BITS_PER_LINE);
    }

    private void grow(int capacity) {
        int lines = lines(capacity);
        if (room.take(Layer.bytes(lines))) {
            newest = new Layer(lines, capacity);
            layers.add(newest);
        } else {
            release();
            overflowed = true;
        }
    }

    void add(byte[] digest) {
        if (overflowed) {
            return;
        }
        if (newest.added == newest.capacity) {
            int growth = newest.capacity < LARGE ? GROWTH : LARGE_GROWTH;
            grow(Math.min(LARGEST_CAPACITY, newest.capacity * growth));
            if (overflowed) {
                return;
            }
        }
        ByteBuffer halves = ByteBuffer.wrap(digest);
        newest.add(halves.getLong(0), halves.getLong(Long.BYTES));
    }

    /** Whether a digest may have been added; false is certain. */
    boolean mayHold(byte[] digest) {
        if (overflowed) {
            return true;
        }
        ByteBuffer halves = ByteBuffer.wrap(digest);
        long first = halves.getLong(0);
        long second = halves.getLong(Long.BYTES);
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (layers.get(i).mayHold(first, second)) {
                return true;
            }
        }
        return false;
    }

    /** Gives its memory back; it must not be used any more. */
    void release() {
        layers.forEach(layer -> room.giveBack(Layer.bytes(layer.lines)));
        layers.clear();
        newest = null;
    }

    /** Whether it got no more room, and so takes every key for possibly added. */
    boolean overflowed() {
        return overflowed;
    }

    private static final class Layer {
        private final long[] words;
        private final int lines;
        private final int capacity;
        private int added;

        Layer(int lines, int capacity) {
            this.words = new long[lines * WORDS_PER_LINE];
            this.lines = lines;
            this.capacity = capacity;
        }

        static long bytes(int lines) {
            return (long) lines * WORDS_PER_LINE * Long.BYTES;
        }

        /** Where the key's cache line begins: the highest bits, scaled to the number of lines. */
        private int line(long first) {
            return (int) (((first >>> 32) * lines) >>> 32) * WORDS_PER_LINE;
        }

        void add(long first, long second) {
            int line = line(first);
            long probes = second;
            for (int i = 0; i < PROBES; i++) {
                words[line + (int) ((probes >>> 6) & 7)] |= 1L << probes;
                probes >>>= BITS_PER_PROBE;
            }
            added++;
        }

        boolean mayHold(long first, long second) {
            int line = line(first);
            long probes = second;
            for (int i = 0; i < PROBES; i++) {
                if ((words[line + (int) ((probes >>> 6) & 7)] & (1L << probes)) == 0) {
                    return false;
                }
                probes >>>= BITS_PER_PROBE;
            }
            return true;
        }
    }
}
