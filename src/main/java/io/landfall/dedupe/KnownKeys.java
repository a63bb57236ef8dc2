package io.landfall.dedupe;

import java.nio.ByteBuffer;

/**
 * Which keys the store may hold: most records are no duplicates, and this spares asking the store about them. After a
 * restart the keys are learned from the sweep's first pass over the store; each later pass begins a filter anew, without the
 * keys that have expired.
 */
final class KnownKeys {
    /** Of all keys in the store; null until they are known. */
    private KeyFilter all;
    /** Of the keys that the running pass has come across, and of those added since it began; null between passes. */
    private KeyFilter passing;
    /** The running pass has seen all keys whose first eight bytes are below this, as an unsigned number. */
    private long passed;

    /**
     * @param empty whether the store has no keys
     */
    KnownKeys(boolean empty) {
        all = empty ? new KeyFilter(0) : null;
    }

    /** Whether a pass is needed to know the keys. */
    boolean wantsPass() {
        return all == null || all.overflowed();
    }

    /** Whether the store may hold a key; false is certain. */
    boolean mayHold(byte[] key) {
        if (!wantsPass()) {
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
        // The pass will come across those that lie before it.
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
        passing = new KeyFilter(keys);
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
