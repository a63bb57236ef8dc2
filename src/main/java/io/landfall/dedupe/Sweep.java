package io.landfall.dedupe;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Removes expired entries, a slice of the key space at a time. When that happens decides nothing: it removes only what
 * has expired for every record that can still come.
 */
final class Sweep {
    /** Twice the keys that can come between two calls, so that it gains on them. */
    static final int VISITS = 2 * StreamTime.STRIDE;

    private static final int KEY_LENGTH = 16;
    private static final byte[] FIRST = new byte[KEY_LENGTH];

    private final AcceptedPositions store;
    private final AcceptedCodec codec = new AcceptedCodec();
    private byte[] cursor;
    private long passHorizon = Long.MIN_VALUE;

    /**
     * @param cursor where to begin; best another place after each restart, or the end of the key space would never be
     *     reached by tasks that move often
     */
    Sweep(AcceptedPositions store, byte[] cursor) {
        this.store = store;
        this.cursor = cursor;
    }

    /**
     * Visits the next slice.
     *
     * @param horizon entries seen before this time are removed
     */
    void next(long horizon) {
        if (Arrays.equals(cursor, FIRST)) {
            if (horizon == passHorizon) {
                return;
            }
            passHorizon = horizon;
        }
        Slice slice = new Slice(horizon);
        byte[] last = endOfSlice();
        store.scan(cursor, last, slice);
        cursor = slice.visits < VISITS ? after(last) : slice.lastKey;
    }

    /** Digests are spread evenly, so a slice of the key space holds about its share of the keys. */
    private byte[] endOfSlice() {
        long slices = store.approximateSize() / VISITS + 1;
        long from = ByteBuffer.wrap(cursor).getLong();
        long to = from + Long.divideUnsigned(-1L, slices);
        byte[] end = new byte[KEY_LENGTH];
        Arrays.fill(end, (byte) 0xFF);
        if (Long.compareUnsigned(to, from) > 0) {
            ByteBuffer.wrap(end).putLong(to);
        }
        return end;
    }

    private static byte[] after(byte[] end) {
        long prefix = ByteBuffer.wrap(end).getLong() + 1;
        return prefix == 0
                ? FIRST
                : ByteBuffer.allocate(KEY_LENGTH).putLong(prefix).array();
    }

    private final class Slice implements AcceptedPositions.Visitor {
        private final long horizon;
        private int visits;
        private byte[] lastKey = FIRST;

        Slice(long horizon) {
            this.horizon = horizon;
        }

        @Override
        public boolean visit(byte[] key, byte[] value) {
            List<Accepted> entries = AcceptedCodec.decode(value);
            if (entries.removeIf(entry -> entry.seenAt() < horizon)) {
                if (entries.isEmpty()) {
                    store.delete(key);
                } else {
                    store.put(key, codec.encode(entries));
                }
            }
            lastKey = key;
            return ++visits < VISITS;
        }
    }
}
