package io.landfall.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class CanonicalBytesTest {
    private static ByteBuffer of(Object... values) {
        CanonicalBytes bytes = new CanonicalBytes();
        for (Object value : values) {
            bytes.value(value);
        }
        return ByteBuffer.wrap(Arrays.copyOf(bytes.array(), bytes.length()));
    }

    @Test
    void shouldKeepDifferentValuesApart() {
        List<ByteBuffer> all = List.of(
                of("ab", "c"),
                of("a", "bc"),
                of("abc"),
                of("abc", null),
                of(null, "abc"),
                of("", "abc"),
                of((Object) null),
                of(""),
                of(0),
                of(0.0),
                of(false),
                of("0"),
                of(List.of()),
                of(List.of("a", "b")),
                of("a", "b"),
                of(List.of("a"), "b"),
                of(Map.of()),
                of(Map.of("a", "b")),
                of(ByteBuffer.wrap(new byte[] {'a'})),
                of("a"));
        Set<ByteBuffer> distinct = new HashSet<>(all);

        assertThat(distinct).hasSameSizeAs(all);
    }

    @Test
    void shouldBringEqualValuesTogether() {
        Map<Object, Object> oneOrder = new LinkedHashMap<>();
        oneOrder.put("x", 1);
        oneOrder.put("y", 2);
        Map<Object, Object> another = new LinkedHashMap<>();
        another.put(new Utf8("y"), 2);
        another.put(new Utf8("x"), 1);

        assertThat(of(oneOrder)).isEqualTo(of(another));
        assertThat(of(7)).isEqualTo(of(7L));
        assertThat(of(0.5f)).isEqualTo(of(0.5));
        assertThat(of("ü")).isEqualTo(of(new Utf8("ü")));
    }

    @Test
    void shouldLeaveBuffersAsTheyAre() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2);

        of(buffer);

        assertThat(buffer.position()).isEqualTo(1);
        assertThat(of(buffer)).isEqualTo(of(ByteBuffer.wrap(new byte[] {2, 3})));
    }

    @Test
    void shouldTakeTextOfAnyLength() {
        assertThat(of("x".repeat(5000)).remaining()).isEqualTo(5009);
    }
}
