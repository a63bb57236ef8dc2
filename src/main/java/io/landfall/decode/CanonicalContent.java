package io.landfall.decode;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Rewrites an Avro body so that equal content has equal bytes: shortest numbers, each array in one block, each map in
 * one block sorted by the bytes of its keys (of equal keys the last counts, as for every reader). It sees the record as
 * written, so the result does not depend on the table's schema.
 *
 * <p>As it walks field by field, it also knows where a body stops making sense.
 */
final class CanonicalContent {
    private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;

    private byte[] out = new byte[1024];
    private int size;

    /** Whether bodies of this schema can have several encodings. */
    static boolean hasCollections(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY, MAP -> true;
            case UNION -> schema.getTypes().stream().anyMatch(CanonicalContent::hasCollections);
            case RECORD -> schema.getFields().stream().anyMatch(field -> hasCollections(field.schema()));
            default -> false;
        };
    }

    /**
     * Rewrites one body.
     *
     * @throws FieldProblemException where the body does not fit the schema
     */
    void rewrite(Schema writer, BodyDecoder body) {
        size = 0;
        copy(writer, body);
    }

    byte[] bytes() {
        return out;
    }

    int size() {
        return size;
    }

    private void copy(Schema schema, BodyDecoder in) {
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> writeByte(in.readBoolean() ? 1 : 0);
            case INT -> writeLong(in.readInt());
            case LONG -> writeLong(in.readLong());
            case FLOAT -> in.transfer(Float.BYTES, this::write);
            case DOUBLE -> in.transfer(Double.BYTES, this::write);
            case FIXED -> in.transfer(schema.getFixedSize(), this::write);
            case BYTES, STRING -> {
                int length = in.readLength();
                writeLong(length);
                in.transfer(length, this::write);
            }
            case ENUM ->
                writeLong(within(
                        in.readEnum(),
                        schema.getEnumSymbols().size(),
                        "it names a symbol that its enum does not have"));
            case UNION -> {
                int branch = within(
                        in.readIndex(), schema.getTypes().size(), "it names a branch that its union does not have");
                writeLong(branch);
                copy(schema.getTypes().get(branch), in);
            }
            case RECORD -> copyFields(schema, in);
            case ARRAY -> copyArray(schema.getElementType(), in);
            case MAP -> copyMap(schema.getValueType(), in);
        }
    }

    private static int within(int index, int count, String problem) {
        if (index < 0 || index >= count) {
            throw new FieldProblemException(problem);
        }
        return index;
    }

    private void copyFields(Schema schema, BodyDecoder in) {
        for (Schema.Field field : schema.getFields()) {
            try {
                copy(field.schema(), in);
            } catch (FieldProblemException e) {
                throw e.within(field.name());
            }
        }
    }

    private void copyArray(Schema items, BodyDecoder in) {
        int start = size;
        long total = 0;
        for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
            for (long i = 0; i < count; i++) {
                copy(items, in);
            }
            total += count;
        }
        if (total > 0) {
            byte[] content = Arrays.copyOfRange(out, start, size);
            size = start;
            writeLong(total);
            write(content, 0, content.length);
        }
        writeByte(0);
    }

    private void copyMap(Schema values, BodyDecoder in) {
        int start = size;
        Map<byte[], byte[]> entries = new TreeMap<>(BY_BYTES);
        for (long count = in.readMapStart(); count > 0; count = in.mapNext()) {
            for (long i = 0; i < count; i++) {
                byte[] key = in.readBytes(null).array();
                copy(values, in);
                entries.put(key, Arrays.copyOfRange(out, start, size));
                size = start;
            }
        }
        if (!entries.isEmpty()) {
            writeLong(entries.size());
            entries.forEach((key, value) -> {
                writeLong(key.length);
                write(key, 0, key.length);
                write(value, 0, value.length);
            });
        }
        writeByte(0);
    }

    private void write(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, out, size, length);
        size += length;
    }

    private void writeByte(int value) {
        room(1);
        out[size++] = (byte) value;
    }

    private void writeLong(long value) {
        room(10);
        long zigzag = (value << 1) ^ (value >> 63);
        while ((zigzag & ~0x7FL) != 0) {
            out[size++] = (byte) (zigzag | 0x80);
            zigzag >>>= 7;
        }
        out[size++] = (byte) zigzag;
    }

    private void room(int length) {
        if (out.length - size < length) {
            out = Arrays.copyOf(out, Math.max(size + length, out.length * 2));
        }
    }
}
