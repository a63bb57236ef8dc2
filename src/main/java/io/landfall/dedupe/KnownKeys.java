package io.landfall.dedupe;

import java.nio.ByteBuffer;

/**
 * Which keys the store may hold: most records are no duplicates, and this spares asking the store about them. After a
 * restart the keys are learned from the sweep's first pass over the store; each later pass begins a filter anew, without the
 * keys that have expired.
 */
final class KnownKeys {
    private final KeyFilter.Room room;

    /** Of all keys in the store; null until they are known. */
    private KeyFilter all;
    /**
     * Of the keys that the running pass has come across, and of those added since that lie where it has been already: the
     * others it will come across. Null between passes.
     */
    private KeyFilter passing;
    /** The running pass has seen all keys whose first eight bytes are below this, as an unsigned number. */
    private long passed;

    /**
     * @param room where filters are
     * @param empty whether the store has no keys
     */
    KnownKeys(KeyFilter.Room room, boolean empty) {
        this.room = room;
        this.all = empty ? new KeyFilter(room, 0) : null;
    }

    /**
     * Whether a pass is worth its time only to know the keys.
     *
     * @param keys about how many there are
     */
    boolean wantsPass(long keys) {
        return !knowsAll() && room.has(keysOfPass(keys));
    }

    private boolean knowsAll() {
        return all != null && !all.overflowed();
    }

    /** With those that come until the next pass ends: it visits two keys for each that comes. */
    private static long keysOfPass(long keys) {
        return keys + keys / 2;
    }

    /** Whether the store may hold a key; false is certain. */
    boolean mayHold(byte[] key) {
        if (knowsAll()) {
            return all.mayHold(key);
        }
        boolean seen = passing != null && Long.compareUnsigned(first(key), passed) < 0;
        return !seen || passing.mayHold(key);
    }

    /** The store holds a key from now on. */
    void add(byte[] key) {
        if (all != null) {
            all.add(key);
        }
        if (passing != null && Long.compareUnsigned(first(key), passed) <= 0) {
            passing.add(key);
        }
    }

    /**
     * A pass over all keys begins.
     *
     * @param keys about how many it will come across
     */
    void passBegins(long keys) {
        close(passing);
        passing = new KeyFilter(room, keysOfPass(keys));
        passed = 0;
    }

    /** The running pass leaves a key where it is. */
    void kept(byte[] key) {
        if (passing != null) {
            passing.add(key);
        }
    }

    /** The running pass has come to this key, exclusive. */
    void passedUpTo(byte[] key) {
        passed = first(key);
    }

    /** The running pass has seen all keys. Where its filter got no room, the one that was there is still right. */
    void passEnds() {
        if (passing == null) {
            return;
        }
        if (all == null || !passing.overflowed()) {
            close(all);
            all = passing;
        } else {
            close(passing);
        }
        passing = null;
    }

    /** Gives its memory back. */
    void close() {
        close(all);
        close(passing);
        all = null;
        passing = null;
    }

    private static long first(byte[] key) {
        return ByteBuffer.wrap(key).getLong(0);
    }

    private static void close(KeyFilter filter) {
        if (filter != null) {
            filter.release();
        }
    }
}
