package io.landfall.dedupe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers in as few bytes as they need: seven bits per byte, lowest first; signed ones in zigzag form. */
public final class Varints {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Varints() {}

    /** Collects bytes; used again and again. */
    public static final class Writer {
        private byte[] bytes = new byte[64];
        private int length;

        public void clear() {
            length = 0;
        }

        public void unsigned(long value) {
            if (length + 10 > bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes[length++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }

        public void signed(long value) {
            unsigned(value << 1 ^ value >> 63);
        }

        /** Eight bytes as they are, the highest first. */
        public void fixed(long value) {
            if (length + Long.BYTES > bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            LONG.set(bytes, length, value);
            length += Long.BYTES;
        }

        public byte[] toBytes() {
            return Arrays.copyOf(bytes, length);
        }
    }

    /** Reads what a {@link Writer} wrote. */
    public static final class Reader {
        private final byte[] bytes;
        private int at;

        public Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        public boolean hasMore() {
            return at < bytes.length;
        }

        public long unsigned() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        public long fixed() {
            long value = (long) LONG.get(bytes, at);
            at += Long.BYTES;
            return value;
        }

        public long signed() {
            long value = unsigned();
            return value >>> 1 ^ -(value & 1);
        }
    }
}
