package io.landfall.dedupe;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Removes expired entries, a slice of the key space at a time, and tells {@link KnownKeys} of those that stay. When that
 * happens decides nothing: it removes only what has expired for every record that can still come.
 */
final class Sweep {
    /** Twice the keys that can come between two calls, so that it gains on them. */
    static final int VISITS = 2 * StreamTime.STRIDE;

    private static final int KEY_LENGTH = 16;
    private static final byte[] FIRST = new byte[KEY_LENGTH];
    private static final byte[] LAST = filled(KEY_LENGTH, (byte) 0xFF);

    private final AcceptedPositions store;
    private final KnownKeys known;
    private final AcceptedCodec codec = new AcceptedCodec();
    private byte[] cursor;

    /** No entry was seen before this time, as far as is known. */
    private long oldest;

    /** The same of what the running pass leaves, and of what came since it began. */
    private long oldestOfPass;

    /**
     * @param cursor where to begin; best another place after each restart, or the end of the key space would never be
     *     reached by tasks that move often
     */
    Sweep(AcceptedPositions store, byte[] cursor) {
        this(store, cursor, KeyFilter.ROOM);
    }

    Sweep(AcceptedPositions store, byte[] cursor, KeyFilter.Room room) {
        this.store = store;
        this.cursor = cursor;
        boolean empty = isEmpty(store);
        this.known = new KnownKeys(room, empty);
        this.oldest = empty ? Long.MAX_VALUE : Long.MIN_VALUE;
        this.oldestOfPass = oldest;
    }

    private static boolean isEmpty(AcceptedPositions store) {
        boolean[] empty = {true};
        store.scan(FIRST, LAST, (key, value) -> empty[0] = false);
        return empty[0];
    }

    /** What is known of the store's keys. */
    KnownKeys known() {
        return known;
    }

    /** A key came into the store, with an entry that counts from this time. */
    void added(byte[] key, long seenAt) {
        known.add(key);
        added(seenAt);
    }

    /** A key that was there got an entry that counts from this time. */
    void added(long seenAt) {
        oldest = Math.min(oldest, seenAt);
        oldestOfPass = Math.min(oldestOfPass, seenAt);
    }

    /**
     * Visits the next slice. No pass begins as long as nothing has expired and all keys are known.
     *
     * @param horizon entries seen before this time are removed
     */
    void next(long horizon) {
        if (Arrays.equals(cursor, FIRST)) {
            long keys = store.approximateSize();
            if (horizon <= oldest && !known.wantsPass(keys)) {
                return;
            }
            known.passBegins(keys);
            oldestOfPass = Long.MAX_VALUE;
        }
        Slice slice = new Slice(horizon);
        byte[] last = endOfSlice();
        store.scan(cursor, last, slice);
        cursor = slice.visits < VISITS ? after(last) : slice.lastKey;
        if (Arrays.equals(cursor, FIRST)) {
            known.passEnds();
            oldest = oldestOfPass;
        } else {
            known.passedUpTo(cursor);
        }
    }

    /** Digests are spread evenly, so a slice of the key space holds about its share of the keys. */
    private byte[] endOfSlice() {
        long slices = store.approximateSize() / VISITS + 1;
        long from = ByteBuffer.wrap(cursor).getLong();
        long to = from + Long.divideUnsigned(-1L, slices);
        byte[] end = LAST.clone();
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

    private static byte[] filled(int length, byte value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, value);
        return bytes;
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
            if (!entries.isEmpty()) {
                known.kept(key);
                entries.forEach(entry -> oldestOfPass = Math.min(oldestOfPass, entry.seenAt()));
            }
            lastKey = key;
            return ++visits < VISITS;
        }
    }
}
