package io.landfall.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.decode.registry.InMemoryRegistry;
import io.landfall.record.EventTime;
import io.landfall.record.RawRecord;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTypesTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLandTheMeaningOfEveryType(boolean everyScalar) {
        for (long seed = 0; seed < (everyScalar ? 20 : 300); seed++) {
            RandomAvro random = new RandomAvro(seed);
            Schema schema = random.schema(everyScalar);
            InMemoryRegistry registry = new InMemoryRegistry();
            int id = registry.register(Fixtures.SUBJECT, schema);
            Decoder decoder = new Decoder(new TableSchemas(Fixtures.table(), registry));
            for (int i = 0; i < 20; i++) {
                RandomAvro.Sample sample = random.sample(schema);
                RawRecord raw = Fixtures.passed(
                        decoder.decode(Fixtures.source(Fixtures.framed(id, Fixtures.body(schema, sample.written())))));
                Schema landed = decoder.table().schema();
                assertThat(raw.value().getSchema()).as("one schema object").isSameAs(landed);
                assertThat(LandedForm.of(raw.value(), landed))
                        .as("seed %s, %s", seed, schema)
                        .isEqualTo(sample.landed());
                assertThat(GenericData.get().validate(landed, raw.value()))
                        .as("valid for its schema")
                        .isTrue();
            }
        }
    }

    @Test
    void shouldWriteALandedSchemaThatParses() {
        for (long seed = 0; seed < 300; seed++) {
            InMemoryRegistry registry = new InMemoryRegistry();
            registry.register(Fixtures.SUBJECT, new RandomAvro(seed).schema(true));
            Schema landed =
                    new TableSchemas(Fixtures.table(), registry).newest().schema();
            assertThat(new Schema.Parser().parse(landed.toString())).isEqualTo(landed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp-nanos, 1772366400123456789",
        "timestamp-micros, 1772366400123456",
        "timestamp-millis, 1772366400123",
        "local-timestamp-nanos, 1772366400123456789"
    })
    void shouldKeepTheUnitOfEventTime(String logicalType, long value) {
        Schema schema = Fixtures.order(
                Fixtures.field("at", "['null', {'type': 'long', 'logicalType': '" + logicalType + "'}]"));
        GenericData.Record order = new GenericData.Record(schema);
        order.put("at", value);
        InMemoryRegistry registry = new InMemoryRegistry();
        int id = registry.register(Fixtures.SUBJECT, schema);
        RawRecord raw = Fixtures.passed(new Decoder(new TableSchemas(Fixtures.table(), registry))
                .decode(Fixtures.source(Fixtures.framed(id, Fixtures.body(schema, order)))));

        EventTime eventTime = new EventTime("bz_orders", Optional.of("at"));
        assertThat(eventTime.of(raw)).isEqualTo(1_772_366_400_123L);
    }

    @Test
    void shouldNotTakeATimeOfDayForEventTime() {
        Schema schema = Fixtures.order(Fixtures.field("at", "{'type': 'long', 'logicalType': 'time-micros'}"));
        InMemoryRegistry registry = new InMemoryRegistry();
        registry.register(Fixtures.SUBJECT, schema);
        Schema landed = new TableSchemas(Fixtures.table(), registry).newest().schema();

        assertThatThrownBy(() -> new EventTime("bz_orders", Optional.of("at")).check(landed))
                .hasMessageContaining("'at' holds no time");
    }
}
