package io.landfall.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    private static final long KAFKA = 1_700_000_000_000L;

    private static Schema schema(String type) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"at\",\"type\":[\"null\"," + type
                        + "]}]}");
    }

    private static Schema time(String type, String logicalType) {
        return schema("{\"type\":\"" + type + "\",\"logicalType\":\"" + logicalType + "\"}");
    }

    private static long of(Schema schema, Object value, RecordStatus status) {
        GenericData.Record record = new GenericData.Record(schema);
        record.put("at", value);
        return new EventTime("t", Optional.of("at"))
                .of(new RawRecord(
                        new SourceRecord(new Position("topic", 0, 7, KAFKA), null, new byte[0]),
                        record,
                        new WriterSchema(1, "1.0.0"),
                        new byte[32],
                        status));
    }

    private static long of(Schema schema, Object value) {
        return of(schema, value, RecordStatus.ACTIVE);
    }

    @Test
    void shouldReadAllTimestamps() {
        assertThat(of(time("long", "timestamp-millis"), 1234L)).isEqualTo(1234);
        assertThat(of(time("long", "local-timestamp-millis"), 1234L)).isEqualTo(1234);
        assertThat(of(time("long", "timestamp-micros"), 1_234_567L)).isEqualTo(1234);
        assertThat(of(time("long", "timestamp-micros"), -1L)).isEqualTo(-1);
        assertThat(of(time("long", "local-timestamp-micros"), 1_234_567L)).isEqualTo(1234);
        assertThat(of(time("long", "timestamp-nanos"), 1_234_567_890L)).isEqualTo(1234);
        assertThat(of(time("long", "local-timestamp-nanos"), 1_234_567_890L)).isEqualTo(1234);
        assertThat(of(schema("\"long\""), 1234L)).isEqualTo(1234);
    }

    @Test
    void shouldReadDatesAsTheirFirstMoment() {
        assertThat(of(time("int", "date"), 2)).isEqualTo(2 * 86_400_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T12:30:00Z, 2024-02-29T12:30:00Z",
        "2024-02-29T12:30:00.123456Z, 2024-02-29T12:30:00.123Z",
        "2024-02-29T12:30:00+02:00, 2024-02-29T10:30:00Z",
        "2024-02-29T12:30:00+0200, 2024-02-29T10:30:00Z",
        "2024-02-29T12:30:00, 2024-02-29T12:30:00Z",
        "2024-02-29 12:30:00, 2024-02-29T12:30:00Z",
        "2024-02-29T12:30, 2024-02-29T12:30:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z"
    })
    void shouldReadTextInIso8601(String text, String expected) {
        assertThat(of(schema("\"string\""), text))
                .isEqualTo(Instant.parse(expected).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2023-02-29", "2024-13-01T00:00:00Z", "29.02.2024", "2024-02-29T12:30:00Z!"})
    void shouldFallBackToKafkasTimestampForTextThatIsNoTime(String text) {
        assertThat(of(schema("\"string\""), text)).isEqualTo(KAFKA);
    }

    @Test
    void shouldFallBackToKafkasTimestampWithoutValueOrFieldAndForDeletions() {
        assertThat(of(schema("\"long\""), null)).isEqualTo(KAFKA);
        assertThat(of(schema("\"long\""), 5L, RecordStatus.DELETED)).isEqualTo(KAFKA);
        EventTime none = new EventTime("t", Optional.empty());
        assertThat(none.of(new RawRecord(
                        new SourceRecord(new Position("topic", 0, 7, KAFKA), null, null),
                        new GenericData.Record(schema("\"long\"")),
                        new WriterSchema(1, "1.0.0"),
                        new byte[32],
                        RecordStatus.ACTIVE)))
                .isEqualTo(KAFKA);
    }

    @Test
    void shouldNotOverflowOnTimesBeyondALong() {
        assertThat(of(time("int", "date"), Integer.MAX_VALUE)).isGreaterThan(KAFKA);
        assertThat(of(time("int", "date"), Integer.MIN_VALUE)).isLessThan(0);
        assertThat(of(schema("\"long\""), Long.MAX_VALUE)).isGreaterThan(KAFKA);
        assertThat(of(schema("\"long\""), Long.MIN_VALUE)).isLessThan(0);
        assertThat(of(time("long", "timestamp-micros"), Long.MIN_VALUE)).isLessThan(0);
    }

    @Test
    void shouldRefuseFieldsThatHoldNoTime() {
        EventTime eventTime = new EventTime("orders", Optional.of("at"));

        for (Schema schema : new Schema[] {schema("\"int\""), schema("\"boolean\""), time("long", "time-micros")}) {
            assertThatThrownBy(() -> eventTime.check(schema))
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageStartingWith("table orders: event_time: 'at' holds no time");
        }
        assertThatThrownBy(() -> new EventTime("orders", Optional.of("when")).check(schema("\"long\"")))
                .hasMessage("table orders: event_time: no field 'when' in record R");
    }
}
