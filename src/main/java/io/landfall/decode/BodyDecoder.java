package io.landfall.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro's binary encoding from an array and believes nothing: no length or count is taken at its word before the
 * bytes are there, so hostile input costs no more memory or time than its own size. Avro's own decoder bounds some of
 * that by the size of the heap; a decision must not depend on the machine.
 *
 * <p>Notices numbers that are not in their shortest form, as they make two encodings of one content.
 */
final class BodyDecoder extends Decoder {
    /** Items such as nulls take no bytes: a record may hold this many of them beside those that do. */
    private static final int ITEMS_WITHOUT_BYTES = 1_000;

    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private long itemBudget;
    private boolean shortest;

    /** Starts over with other bytes. */
    BodyDecoder read(byte[] source, int from) {
        bytes = source;
        position = from;
        end = source.length;
        itemBudget = (long) end - from + ITEMS_WITHOUT_BYTES;
        shortest = true;
        return this;
    }

    boolean exhausted() {
        return position == end;
    }

    /** Whether all numbers so far were written in their shortest form. */
    boolean shortest() {
        return shortest;
    }

    /** Passes bytes on as they are. */
    void transfer(int length, ByteSink sink) {
        need(length);
        sink.write(bytes, position, length);
        position += length;
    }

    /** Where {@link #transfer} puts them. */
    interface ByteSink {
        void write(byte[] source, int from, int length);
    }

    /** The length of a text or of bytes, known to be there. */
    int readLength() {
        long length = readLong();
        if (length < 0) {
            throw new FieldProblemException("a length is negative");
        }
        if (length > end - position) {
            throw new FieldProblemException("the bytes end inside the value");
        }
        return (int) length;
    }

    private void need(int length) {
        if (length > end - position) {
            throw new FieldProblemException("the bytes end inside the value");
        }
    }

    private void skip(int length) {
        need(length);
        position += length;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() {
        need(1);
        byte value = bytes[position++];
        if ((value & ~1) != 0) {
            throw new FieldProblemException("a boolean is neither 0 nor 1");
        }
        return value == 1;
    }

    @Override
    public int readInt() {
        long value = readLong();
        if ((int) value != value) {
            throw new FieldProblemException("a number is outside the range of int");
        }
        return (int) value;
    }

    @Override
    public long readLong() {
        long zigzag = 0;
        for (int shift = 0; ; shift += 7) {
            if (position == end) {
                throw new FieldProblemException("the bytes end inside the value");
            }
            byte next = bytes[position++];
            if (shift == 63 && (next & ~1) != 0) {
                throw new FieldProblemException("a number has more than 64 bits");
            }
            zigzag |= (next & 0x7FL) << shift;
            if (next >= 0) {
                if (next == 0 && shift > 0) {
                    shortest = false;
                }
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
    }

    @Override
    public float readFloat() {
        need(Float.BYTES);
        int bits = ByteBuffer.wrap(bytes, position, Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        position += Float.BYTES;
        return Float.intBitsToFloat(bits);
    }

    @Override
    public double readDouble() {
        need(Double.BYTES);
        long bits = ByteBuffer.wrap(bytes, position, Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        position += Double.BYTES;
        return Double.longBitsToDouble(bits);
    }

    private byte[] readArray() {
        int length = readLength();
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) {
        return new Utf8(readArray());
    }

    @Override
    public String readString() {
        return readString(null).toString();
    }

    @Override
    public void skipString() {
        skipBytes();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) {
        return ByteBuffer.wrap(readArray());
    }

    @Override
    public void skipBytes() {
        int length = readLength();
        position += length;
    }

    @Override
    public void readFixed(byte[] target, int start, int length) {
        need(length);
        System.arraycopy(bytes, position, target, start, length);
        position += length;
    }

    @Override
    public void skipFixed(int length) {
        skip(length);
    }

    @Override
    public int readEnum() {
        return readInt();
    }

    @Override
    public int readIndex() {
        return readInt();
    }

    @Override
    public long readArrayStart() {
        return readBlock();
    }

    @Override
    public long arrayNext() {
        return readBlock();
    }

    @Override
    public long skipArray() {
        return readBlock();
    }

    @Override
    public long readMapStart() {
        return readBlock();
    }

    @Override
    public long mapNext() {
        return readBlock();
    }

    @Override
    public long skipMap() {
        return readBlock();
    }

    /** The number of items in the next block, 0 after the last; a negative count is followed by the block's size. */
    private long readBlock() {
        long count = readLong();
        if (count < 0) {
            readLength();
            count = -count;
        }
        if (count < 0 || count > itemBudget) {
            throw new FieldProblemException("it claims more items than its bytes can hold");
        }
        itemBudget -= count;
        return count;
    }

    @Override
    public int remainingBytes() {
        return end - position;
    }
}
