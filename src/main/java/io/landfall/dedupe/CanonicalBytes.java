package io.landfall.dedupe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro values as bytes that no two different lists of values share: each has a type tag, and a length or count where it
 * has no fixed size. Types that Avro promotes into each other ({@code int} and {@code long}, {@code float} and
 * {@code double}) share a tag, so that keys survive such a change of the schema.
 */
final class CanonicalBytes {
    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void tag(char tag) {
        room(1);
        bytes[length++] = (byte) tag;
    }

    void value(@Nullable Object value) {
        if (value == null) {
            tag('N');
        } else if (value instanceof Utf8 text) {
            sized('S', text.getBytes(), 0, text.getByteLength());
        } else if (value instanceof CharSequence || value instanceof GenericEnumSymbol<?>) {
            text(value.toString());
        } else if (value instanceof Integer || value instanceof Long) {
            number('I', ((Number) value).longValue());
        } else if (value instanceof Float || value instanceof Double) {
            number('D', Double.doubleToLongBits(((Number) value).doubleValue()));
        } else if (value instanceof Boolean flag) {
            number('Z', flag ? 1 : 0);
        } else if (value instanceof ByteBuffer buffer) {
            sized('B', buffer);
        } else if (value instanceof GenericFixed fixed) {
            sized('B', fixed.bytes(), 0, fixed.bytes().length);
        } else {
            composite(value);
        }
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        sized('S', utf8, 0, utf8.length);
    }

    private void composite(Object value) {
        if (value instanceof IndexedRecord record) {
            int fields = record.getSchema().getFields().size();
            number('R', fields);
            for (int i = 0; i < fields; i++) {
                value(record.get(i));
            }
        } else if (value instanceof Collection<?> items) {
            number('A', items.size());
            items.forEach(this::value);
        } else if (value instanceof Map<?, ?> map) {
            // A map has no order of its own; two that are equal must become the same bytes.
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(key.toString(), item));
            number('M', sorted.size());
            sorted.forEach((key, item) -> {
                text(key);
                value(item);
            });
        } else {
            throw new IllegalStateException("no Avro value: " + value.getClass().getName());
        }
    }

    private void number(char tag, long value) {
        tag(tag);
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    private void sized(char tag, byte[] content, int from, int size) {
        number(tag, size);
        room(size);
        System.arraycopy(content, from, bytes, length, size);
        length += size;
    }

    private void sized(char tag, ByteBuffer content) {
        int size = content.remaining();
        number(tag, size);
        room(size);
        content.get(content.position(), bytes, length, size);
        length += size;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
