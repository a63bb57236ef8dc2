package io.landfall.dedupe.store;

import io.landfall.memory.HeapAccount;
import java.util.Optional;

/**
 * Says of a digest that it was certainly not added, or that it may have been: a Bloom filter in which a key's bits lie in one
 * cache line (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters"). Digests are random already, so their
 * own bits say where.
 */
final class BloomFilter {
    private static final int BITS_PER_KEY = 16;
    private static final int WORDS_PER_LINE = 8;
    private static final int BITS_PER_LINE = WORDS_PER_LINE * Long.SIZE;
    private static final int PROBES = 7;
    private static final int BITS_PER_PROBE = 9;

    private final HeapAccount room;
    private final long[] words;
    private final int lines;

    private BloomFilter(HeapAccount room, int lines) {
        this.room = room;
        this.words = new long[lines * WORDS_PER_LINE];
        this.lines = lines;
    }

    /**
     * An empty one, if there is room.
     *
     * @param room what it shares with others
     * @param keys how many will be added at the most; with more, more are taken for possibly added
     */
    static Optional<BloomFilter> of(HeapAccount room, int keys) {
        int lines = lines(keys);
        return room.take(bytes(lines)) ? Optional.of(new BloomFilter(room, lines)) : Optional.empty();
    }

    /** Whether a filter for so many keys can be had now. */
    static boolean fits(HeapAccount room, int keys) {
        return room.left() >= bytes(lines(keys));
    }

    private static int lines(int keys) {
        return Math.toIntExact(((long) Math.max(1, keys) * BITS_PER_KEY + BITS_PER_LINE - 1) / BITS_PER_LINE);
    }

    private static long bytes(int lines) {
        return (long) lines * WORDS_PER_LINE * Long.BYTES;
    }

    /** Gives its room back; it must not be used any more. */
    void release() {
        room.add(-bytes(lines));
    }

    /** Where the key's cache line begins: the highest bits, scaled to the number of lines. */
    private int line(long first) {
        return (int) (((first >>> 32) * lines) >>> 32) * WORDS_PER_LINE;
    }

    /** Adds a digest, by its halves. */
    void add(long first, long second) {
        int line = line(first);
        long probes = second;
        for (int i = 0; i < PROBES; i++) {
            words[line + (int) ((probes >>> 6) & 7)] |= 1L << probes;
            probes >>>= BITS_PER_PROBE;
        }
    }

    /** Whether a digest may have been added; false is certain. */
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
