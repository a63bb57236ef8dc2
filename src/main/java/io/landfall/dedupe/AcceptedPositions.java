package io.landfall.dedupe;

/**
 * Where dedupe keeps what it accepted: an ordered map of bytes (unsigned, lexicographic), local to one partition of one
 * table. Keys are digests and one reserved key; neither keys nor values ever hold content.
 */
public interface AcceptedPositions {
    /** The value, or {@code null} where there is none: this is asked for every record. */
    byte[] get(byte[] key);

    /** Sets a value; neither array is changed afterwards by either side. */
    void put(byte[] key, byte[] value);

    /** Removes a key, if it is there. */
    void delete(byte[] key);

    /**
     * Visits keys in ascending order until the visitor has seen enough.
     *
     * @param from the first key, inclusive
     * @param to the last key, inclusive
     */
    void scan(byte[] from, byte[] to, Visitor visitor);

    /** About how many keys there are. */
    long approximateSize();

    /** Sees one key after the other. */
    interface Visitor {
        /**
         * Sees a key; may put or delete that key.
         *
         * @return whether to go on
         */
        boolean visit(byte[] key, byte[] value);
    }
}
