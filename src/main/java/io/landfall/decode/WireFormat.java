package io.landfall.decode;

/** Confluent's wire format: a zero byte, the schema id as four bytes (big-endian), then the body. */
final class WireFormat {
    static final int HEADER = 5;

    private WireFormat() {}

    static boolean framed(byte[] bytes) {
        return bytes.length >= HEADER && bytes[0] == 0;
    }

    static int schemaId(byte[] bytes) {
        return (bytes[1] & 0xFF) << 24 | (bytes[2] & 0xFF) << 16 | (bytes[3] & 0xFF) << 8 | (bytes[4] & 0xFF);
    }
}
