package io.landfall.dedupe.store;

import io.landfall.dedupe.Accepted;
import java.nio.ByteBuffer;

/** The form of an accepted record in blocks and runs: 40 bytes, big-endian; its digest's halves, offset, time, seenAt. */
final class Entry {
    static final int BYTES = 5 * Long.BYTES;
    static final int SECOND = Long.BYTES;
    static final int OFFSET = 2 * Long.BYTES;
    static final int TIME = 3 * Long.BYTES;
    static final int SEEN_AT = 4 * Long.BYTES;

    /** Bits of a digest that order does not look at, so that they have room for an index in sorting. */
    static final int UNORDERED_BITS = 12;

    private Entry() {}

    /** What entries are ordered by: the highest bits of the digest, not negative. Entries of one digest are beside each other. */
    static long order(long first) {
        return first >>> UNORDERED_BITS;
    }

    /** The accepted record of the entry at a place. */
    static Accepted accepted(ByteBuffer entries, int at) {
        return new Accepted(entries.getLong(at + OFFSET), entries.getLong(at + TIME), entries.getLong(at + SEEN_AT));
    }
}
