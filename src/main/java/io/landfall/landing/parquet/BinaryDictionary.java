package io.landfall.landing.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary of texts or bytes. Finds an entry by the identity of the last value, as columns with one value for all rows have
 * it, or in a table of its own with linear probing; Parquet's map, which compares byte by byte, sees new entries only.
 */
final class BinaryDictionary extends PlainBinaryDictionaryValuesWriter {
    private static final int FIRST_SLOTS = 64;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** An entry takes some hundred bytes of heap however short its text is, so bytes of text alone are no limit. */
    static final int MOST_ENTRIES = 16 << 10;

    /** Of the entry in each slot, plus one; zero for none. */
    private int[] ids = new int[FIRST_SLOTS];

    private int[] hashes = new int[FIRST_SLOTS];
    private byte[][] entries = new byte[FIRST_SLOTS][];
    private int size;
    private @Nullable Binary last;
    private int lastId;

    /**
     * @param largest bytes of a dictionary
     */
    @SuppressWarnings("deprecation") // how version 1 calls the encoding of dictionaries
    BinaryDictionary(int largest, ByteBufferAllocator allocator) {
        super(largest, Encoding.PLAIN_DICTIONARY, Encoding.PLAIN_DICTIONARY, allocator);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equal values that are not the same object just take the longer way
    public void writeBytes(Binary value) {
        if (value != last) {
            lastId = idOf(value);
            last = value;
        }
        encodedValues.add(lastId);
    }

    @Override
    public boolean shouldFallBack() {
        return size > MOST_ENTRIES || super.shouldFallBack();
    }

    private int idOf(Binary value) {
        byte[] bytes = value.getBytesUnsafe();
        int hash = hash(bytes);
        int slot = slotOf(bytes, hash);
        if (ids[slot] == 0) {
            add(value, bytes, hash, slot);
            return size - 1;
        }
        return ids[slot] - 1;
    }

    /** Eight bytes at a time: {@link Arrays#hashCode(byte[])} takes them one by one. */
    private static int hash(byte[] bytes) {
        long hash = bytes.length;
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; at < bytes.length; at++) {
            hash = (hash ^ bytes[at]) * MIX;
        }
        return (int) (hash ^ hash >>> 32);
    }

    /** Where these bytes are, or belong. */
    private int slotOf(byte[] bytes, int hash) {
        int mask = ids.length - 1;
        int slot = hash & mask;
        while (ids[slot] != 0 && (hashes[slot] != hash || !Arrays.equals(entries[slot], bytes))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void add(Binary value, byte[] bytes, int hash, int slot) {
        binaryDictionaryContent.put(value.copy(), size);
        dictionaryByteSize += 4L + bytes.length; // each is written after its length
        ids[slot] = ++size;
        hashes[slot] = hash;
        entries[slot] = bytes;
        if (size * 2 > ids.length) {
            grow();
        }
    }

    private void grow() {
        int[] oldIds = ids;
        int[] oldHashes = hashes;
        byte[][] oldEntries = entries;
        ids = new int[oldIds.length * 2];
        hashes = new int[ids.length];
        entries = new byte[ids.length][];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                int slot = slotOf(oldEntries[i], oldHashes[i]);
                ids[slot] = oldIds[i];
                hashes[slot] = oldHashes[i];
                entries[slot] = oldEntries[i];
            }
        }
    }

    @Override
    protected void clearDictionaryContent() {
        super.clearDictionaryContent();
        ids = new int[FIRST_SLOTS];
        hashes = new int[FIRST_SLOTS];
        entries = new byte[FIRST_SLOTS][];
        size = 0;
        last = null;
    }
}
