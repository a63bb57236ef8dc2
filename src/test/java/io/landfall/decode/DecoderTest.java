package io.landfall.decode;

import static io.landfall.decode.Fixtures.SUBJECT;
import static io.landfall.decode.Fixtures.body;
import static io.landfall.decode.Fixtures.field;
import static io.landfall.decode.Fixtures.framed;
import static io.landfall.decode.Fixtures.order;
import static io.landfall.decode.Fixtures.passed;
import static io.landfall.decode.Fixtures.quarantined;
import static io.landfall.decode.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.decode.registry.InMemoryRegistry;
import io.landfall.decode.registry.RegisteredSchema;
import io.landfall.decode.registry.RegistryUnavailableException;
import io.landfall.decode.registry.SchemaRegistry;
import io.landfall.decode.registry.SubjectVersion;
import io.landfall.record.Outcome;
import io.landfall.record.QuarantineReason;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import io.landfall.record.WriterSchema;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class DecoderTest {
    private static final Schema V1 = order(field("id", "'long'"));
    private static final Schema V2 =
            order(field("id", "'long'"), "{'name': 'note', 'type': ['null', 'string'], 'default': null}");

    private final InMemoryRegistry registry = new InMemoryRegistry();

    private Decoder decoder() {
        return new Decoder(new TableSchemas(Fixtures.table(), registry));
    }

    private static byte[] row(int id, Schema schema, Object... values) {
        GenericData.Record record = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            record.put(i, values[i]);
        }
        return framed(id, body(schema, record));
    }

    private void poison(Decoder decoder, byte[] payload, QuarantineReason reason, String message) {
        Outcome.Quarantined<RawRecord> outcome = quarantined(decoder.decode(source(payload)));
        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.message()).contains(message);
        assertThat(outcome.position()).isEqualTo(source(payload).position());
    }

    @Test
    void shouldDecodeARecord() {
        int id = registry.register(SUBJECT, V2);
        RawRecord raw = passed(decoder().decode(source(row(id, V2, 7L, "hello"))));
        assertThat(raw.value().get("id")).isEqualTo(7L);
        assertThat(raw.value().get("note")).isEqualTo(new Utf8("hello"));
        assertThat(raw.writer()).isEqualTo(new WriterSchema(id, "1.0.0"));
        assertThat(raw.status()).isEqualTo(RecordStatus.ACTIVE);
        assertThat(raw.contentHash()).hasSize(32);
    }

    @Test
    void shouldProjectOlderWritersToTheNewestSchema() {
        int first = registry.register(SUBJECT, V1);
        registry.register(SUBJECT, V2);
        Decoder decoder = decoder();
        RawRecord raw = passed(decoder.decode(source(row(first, V1, 7L))));
        assertThat(raw.value().getSchema()).isSameAs(decoder.table().schema());
        assertThat(raw.value().get("note")).isNull();
        assertThat(raw.writer().version()).isEqualTo("1.0.0");
    }

    @Test
    void shouldResolveAliasesDefaultsAndPromotions() {
        Schema old = order(field("number", "'int'"), field("gone", "{'type': 'map', 'values': 'long'}"));
        int first = registry.register(SUBJECT, old);
        registry.register(
                SUBJECT,
                order(
                        "{'name': 'id', 'type': 'long', 'aliases': ['number']}",
                        "{'name': 'state', 'type': 'string', 'default': 'new'}",
                        "{'name': 'price', 'type': {'type': 'bytes', 'logicalType': 'decimal', 'precision': 5, 'scale': 2},"
                                + " 'default': '\\u0001\\u0000'}",
                        "{'name': 'tags', 'type': {'type': 'array', 'items': 'string'}, 'default': ['a']}"));
        Decoder decoder = decoder();
        byte[] payload = row(first, old, 7, Map.of("k", 1L));
        for (int i = 0; i < 2; i++) { // twice: a default must not be shared between rows
            RawRecord raw = passed(decoder.decode(source(payload)));
            assertThat(LandedForm.of(raw.value(), raw.value().getSchema()))
                    .hasToString("{id=7, state=new, price=2.56, tags=[a]}");
        }
    }

    @Test
    void shouldAdoptANewerCompatibleSchemaWhenItArrives() {
        int first = registry.register(SUBJECT, V1);
        Decoder decoder = decoder();
        passed(decoder.decode(source(row(first, V1, 1L))));
        Schema before = decoder.table().schema();
        int second = registry.register(SUBJECT, V2);
        RawRecord newer = passed(decoder.decode(source(row(second, V2, 2L, "x"))));
        RawRecord older = passed(decoder.decode(source(row(first, V1, 3L))));
        assertThat(newer.value().getSchema())
                .isNotEqualTo(before)
                .isSameAs(decoder.table().schema());
        assertThat(older.value().getSchema()).isSameAs(decoder.table().schema());
        assertThat(newer.writer().version()).isEqualTo("2.0.0");
        assertThat(decoder.table().version()).isEqualTo(2);
    }

    @Test
    void shouldReadANewerSchemaAsTheTablesIfItCannotReplaceIt() {
        registry.register(SUBJECT, V1);
        Decoder decoder = decoder();
        Schema forward = order(field("id", "'long'"), field("must", "'string'"));
        int second = registry.register(SUBJECT, forward);
        RawRecord raw = passed(decoder.decode(source(row(second, forward, 2L, "x"))));
        assertThat(raw.value()).hasToString("{\"id\": 2}");
        assertThat(decoder.table().version()).isEqualTo(1);
    }

    @Test
    void shouldQuarantineANewerSchemaThatCannotBeATables() {
        registry.register(SUBJECT, V1);
        Decoder decoder = decoder();
        Schema recursive = order(field("id", "'long'"), "{'name': 'next', 'type': ['null', 'Order'], 'default': null}");
        int second = registry.register(SUBJECT, recursive);
        poison(
                decoder,
                row(second, recursive, 2L, null),
                QuarantineReason.UNDECODABLE,
                "next: the schema is recursive");
    }

    @Test
    void shouldNotAdoptSchemasOfOtherSubjects() {
        registry.register(SUBJECT, V1);
        Decoder decoder = decoder();
        int foreign = registry.register("others-value", V2);
        RawRecord raw = passed(decoder.decode(source(row(foreign, V2, 2L, "x"))));
        assertThat(raw.value().getSchema().getFields()).hasSize(1);
        assertThat(raw.writer().version()).isEqualTo("0.0.0");
    }

    @Test
    void shouldAdoptASchemaThatBecomesAVersionOfTheSubjectLater() {
        registry.register(SUBJECT, V1);
        Decoder decoder = decoder();
        int early = registry.register("others-value", V2);
        passed(decoder.decode(source(row(early, V2, 1L, "x"))));
        registry.register(SUBJECT, early);
        RawRecord raw = passed(decoder.decode(source(row(early, V2, 2L, "x"))));
        assertThat(raw.value().get("note")).isEqualTo(new Utf8("x"));
        assertThat(raw.writer().version()).isEqualTo("2.0.0");
    }

    @Test
    void shouldNotKeepInQuarantineWhatASubjectsNewVersionMakesReadable() {
        registry.register(SUBJECT, order(field("id", "'int'")));
        Decoder decoder = decoder();
        int early = registry.register("others-value", V1);
        poison(decoder, row(early, V1, 1L), QuarantineReason.UNDECODABLE, "cannot be read as the table's");
        registry.register(SUBJECT, early);
        assertThat(passed(decoder.decode(source(row(early, V1, 2L)))).value().get("id"))
                .isEqualTo(2L);
    }

    @Test
    void shouldTakeASchemasOwnSemanticVersion() {
        Schema own = order(field("id", "'long'"));
        own.addProp("version", "3.2.1");
        int id = registry.register(SUBJECT, own);
        assertThat(passed(decoder().decode(source(row(id, own, 1L)))).writer().version())
                .isEqualTo("3.2.1");
    }

    @Test
    void shouldQuarantineWritersThatCannotBeReadAsTheTables() {
        Schema text = order(field("id", "'string'"));
        int first = registry.register(SUBJECT, text);
        registry.register(SUBJECT, V1);
        poison(
                decoder(),
                row(first, text, "secret"),
                QuarantineReason.UNDECODABLE,
                "Field id: the writer's string cannot be read as the table's long");
    }

    @Test
    void shouldNotReadOneUnitOfTimeAsAnother() {
        Schema millis = order(field("at", "['null', {'type': 'long', 'logicalType': 'timestamp-millis'}]"));
        Schema micros = order(field("at", "['null', {'type': 'long', 'logicalType': 'timestamp-micros'}]"));
        int first = registry.register(SUBJECT, millis);
        registry.register(SUBJECT, micros);
        poison(
                decoder(),
                row(first, millis, 5L),
                QuarantineReason.UNDECODABLE,
                "Field at: written as timestamp-millis, but the table has timestamp-micros");
    }

    @Test
    void shouldNotReadDecimalsOfAnotherScale() {
        Schema two = order(field("p", "{'type': 'bytes', 'logicalType': 'decimal', 'precision': 9, 'scale': 2}"));
        Schema three = order(field("p", "{'type': 'bytes', 'logicalType': 'decimal', 'precision': 9, 'scale': 3}"));
        int first = registry.register(SUBJECT, two);
        registry.register(SUBJECT, three);
        poison(
                decoder(),
                row(first, two, ByteBuffer.wrap(new byte[] {1})),
                QuarantineReason.UNDECODABLE,
                "decimal(9,2)");
    }

    @Test
    void shouldQuarantineWhatIsNotTheWireFormat() {
        registry.register(SUBJECT, V1);
        poison(decoder(), new byte[0], QuarantineReason.NOT_WIRE_FORMAT, "Too short");
        poison(decoder(), new byte[] {0, 0, 0, 1}, QuarantineReason.NOT_WIRE_FORMAT, "Too short");
        poison(decoder(), "{\"id\":1}".getBytes(StandardCharsets.UTF_8), QuarantineReason.NOT_WIRE_FORMAT, "zero byte");
    }

    @Test
    void shouldQuarantineUnknownSchemas() {
        registry.register(SUBJECT, V1);
        poison(decoder(), framed(99_999, (byte) 2), QuarantineReason.UNKNOWN_SCHEMA, "99999");
    }

    @Test
    void shouldQuarantineWhatIsNotAvro() {
        registry.register(SUBJECT, V1);
        int protobuf = registry.register("others-value", Optional.empty());
        poison(decoder(), framed(protobuf, (byte) 2), QuarantineReason.UNDECODABLE, "is not an Avro schema");
    }

    @Test
    void shouldSayWhereTheBytesStopMakingSense() {
        int id = registry.register(SUBJECT, V2);
        poison(decoder(), framed(id), QuarantineReason.UNDECODABLE, "Field id: the bytes end inside the value");
        poison(
                decoder(),
                framed(id, (byte) 2, (byte) 2, (byte) 40, (byte) 'x'),
                QuarantineReason.UNDECODABLE,
                "Field note: the bytes end");
        poison(
                decoder(),
                framed(id, (byte) 2, (byte) 8),
                QuarantineReason.UNDECODABLE,
                "Field note: it names a branch that its union does not have");
        poison(
                decoder(),
                framed(id, (byte) 2, (byte) 0, (byte) 0),
                QuarantineReason.UNDECODABLE,
                "bytes after the end");
    }

    @Test
    void shouldSayWhichDecimalDoesNotFit() {
        Schema schema = order(field(
                "line",
                "{'type': 'record', 'name': 'Line', 'fields': [{'name': 'price', 'type': "
                        + "{'type': 'bytes', 'logicalType': 'decimal', 'precision': 4, 'scale': 2}}]}"));
        int id = registry.register(SUBJECT, schema);
        Schema line = schema.getField("line").schema();
        for (long unscaled : new long[] {9_999, -9_999}) {
            ByteBuffer price = ByteBuffer.wrap(BigInteger.valueOf(unscaled).toByteArray());
            passed(decoder()
                    .decode(source(row(
                            id,
                            schema,
                            new GenericRecordBuilder(line).set("price", price).build()))));
        }
        for (byte[] unscaled : new byte[][] {
            BigInteger.valueOf(10_000).toByteArray(), BigInteger.TEN.pow(30).toByteArray(), new byte[0]
        }) {
            Object value = new GenericRecordBuilder(line)
                    .set("price", ByteBuffer.wrap(unscaled))
                    .build();
            poison(decoder(), row(id, schema, value), QuarantineReason.DOES_NOT_FIT, "Field line.price: a decimal");
        }
    }

    @Test
    void shouldQuarantineTimesThatNoMicrosecondColumnHolds() {
        Schema schema = order(field("at", "{'type': 'long', 'logicalType': 'timestamp-millis'}"));
        int id = registry.register(SUBJECT, schema);
        passed(decoder().decode(source(row(id, schema, Long.MAX_VALUE / 1000))));
        poison(decoder(), row(id, schema, Long.MAX_VALUE), QuarantineReason.DOES_NOT_FIT, "Field at");
        poison(decoder(), row(id, schema, Long.MIN_VALUE), QuarantineReason.DOES_NOT_FIT, "Field at");
    }

    @Test
    void shouldSkipTombstonesByDefault() {
        registry.register(SUBJECT, V1);
        assertThat(decoder().decode(source(null))).isInstanceOf(Outcome.Skipped.class);
    }

    @Test
    void shouldAskForEachWriterOnce() {
        int id = registry.register(SUBJECT, V1);
        Decoder decoder = decoder();
        for (long i = 0; i < 10; i++) {
            passed(decoder.decode(source(row(id, V1, i))));
        }
        assertThat(registry.asked()).isEqualTo(1);
    }

    @Test
    void shouldLetARegistryOutageThrough() {
        int id = registry.register(SUBJECT, V1);
        SchemaRegistry down = new SchemaRegistry() {
            @Override
            public Optional<RegisteredSchema> byId(int unused) {
                throw new RegistryUnavailableException("down");
            }

            @Override
            public Optional<SubjectVersion> newest(String subject) {
                return registry.newest(subject);
            }

            @Override
            public OptionalInt version(String subject, int unused) {
                return OptionalInt.empty();
            }
        };
        Decoder decoder = new Decoder(new TableSchemas(Fixtures.table(), down));
        assertThatThrownBy(() -> decoder.decode(source(row(id, V1, 1L))))
                .isInstanceOf(RegistryUnavailableException.class);
    }
}
