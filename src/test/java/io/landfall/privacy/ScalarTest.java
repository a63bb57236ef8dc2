package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.record.FormerType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarTest {
    private static final long NOON_MICROS = 1_700_049_600_000_001L;

    static Stream<Arguments> values() {
        return Stream.of(
                of(Schema.Type.STRING, null, new Utf8("Zoë"), "sZoë"),
                of(Schema.Type.INT, null, 7, "n7"),
                of(Schema.Type.LONG, null, 7L, "n7"),
                of(Schema.Type.DOUBLE, null, 0.1, "f0.1"),
                of(Schema.Type.FLOAT, null, 0.1f, "f0.1"),
                of(Schema.Type.BOOLEAN, null, true, "btrue"),
                of(Schema.Type.INT, LogicalTypes.date(), 19_675, "t2023-11-14"),
                of(Schema.Type.INT, LogicalTypes.timeMillis(), 1, "t00:00:00.001"),
                of(Schema.Type.INT, LogicalTypes.timeMillis(), -1, "t-1"),
                of(Schema.Type.LONG, LogicalTypes.timeMicros(), 1_000_000L, "t00:00:01"),
                of(Schema.Type.LONG, LogicalTypes.timestampMillis(), -1L, "t1969-12-31T23:59:59.999Z"),
                of(Schema.Type.LONG, LogicalTypes.timestampMicros(), NOON_MICROS, "t2023-11-15T12:00:00.000001Z"),
                of(Schema.Type.LONG, LogicalTypes.timestampNanos(), 1L, "t1970-01-01T00:00:00.000000001Z"),
                of(Schema.Type.LONG, LogicalTypes.localTimestampMillis(), 0L, "t1970-01-01T00:00"),
                of(Schema.Type.BYTES, LogicalTypes.decimal(9, 2), bytes(0x01, 0x02), "n2.58"),
                of(Schema.Type.BYTES, null, ByteBuffer.wrap("hi".getBytes(StandardCharsets.UTF_8)), "xhi"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldKeepTheFormThatTokensAreMadeOf(Schema schema, Object value, String form) {
        assertThat(new String(Scalar.of(schema).canonical(value), StandardCharsets.UTF_8))
                .isEqualTo(form);
    }

    @Test
    void shouldReadNumbersAsTheTimesThatTheyWere() {
        Schema time = FormerType.mark(Schema.create(Schema.Type.INT), "time-millis");
        Schema nanos = FormerType.mark(Schema.create(Schema.Type.LONG), "timestamp-nanos");

        assertThat(Scalar.of(time).text(1)).isEqualTo("00:00:00.001");
        assertThat(Scalar.of(nanos).text(1_000L)).isEqualTo("1970-01-01T00:00:00.000001Z");
    }

    @Test
    void shouldLeaveTheBufferAsItWas() {
        ByteBuffer buffer = bytes(1, 2, 3);

        Scalar.of(Schema.create(Schema.Type.BYTES)).canonical(buffer);

        assertThat(buffer.remaining()).isEqualTo(3);
    }

    @Test
    void shouldReadUuidsAndEnumsAsText() {
        Schema fixed = LogicalTypes.uuid().addToSchema(Schema.createFixed("id", null, null, 16));
        byte[] one = new byte[16];
        one[15] = 1;

        assertThat(Scalar.of(fixed).text(new GenericData.Fixed(fixed, one)))
                .isEqualTo("00000000-0000-0000-0000-000000000001");
        Schema colour = Schema.createEnum("colour", null, null, List.of("RED"));
        assertThat(Scalar.of(colour).canonical(new GenericData.EnumSymbol(colour, "RED")))
                .isEqualTo("sRED".getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments of(Schema.Type type, LogicalType logical, Object value, String form) {
        Schema schema = Schema.create(type);
        return Arguments.of(logical == null ? schema : logical.addToSchema(schema), value, form);
    }

    private static ByteBuffer bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteBuffer.wrap(bytes);
    }
}
