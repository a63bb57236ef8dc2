package io.landfall.dedupe.store;

import java.nio.ByteBuffer;

/**
 * What a block of accepted records is called in the changelog: a byte for the format of key and block, and the offsets of its
 * first and its last record, eight bytes each. A restart makes no other block of this name: it finds the records in the block and
 * adds them to none.
 */
record BlockKey(long first, long last) {
    private static final byte FORMAT = 2;
    private static final int BYTES = 1 + 2 * Long.BYTES;

    /** Whether a key of the changelog is one of these. */
    static boolean is(byte[] key) {
        return key.length == BYTES && key[0] == FORMAT;
    }

    static BlockKey of(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key, 1, BYTES - 1);
        return new BlockKey(bytes.getLong(), bytes.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(FORMAT)
                .putLong(first)
                .putLong(last)
                .array();
    }
}
