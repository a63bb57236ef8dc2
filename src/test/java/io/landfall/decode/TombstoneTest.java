package io.landfall.decode;

import static io.landfall.decode.Fixtures.SUBJECT;
import static io.landfall.decode.Fixtures.body;
import static io.landfall.decode.Fixtures.field;
import static io.landfall.decode.Fixtures.framed;
import static io.landfall.decode.Fixtures.order;
import static io.landfall.decode.Fixtures.passed;
import static io.landfall.decode.Fixtures.quarantined;
import static io.landfall.decode.Fixtures.schema;
import static io.landfall.decode.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.SourceConfig.Tombstones;
import io.landfall.decode.registry.InMemoryRegistry;
import io.landfall.record.Outcome;
import io.landfall.record.QuarantineReason;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TombstoneTest {
    private static final String DECIMAL = "{'type': 'bytes', 'logicalType': 'decimal', 'precision': 9, 'scale': 2}";

    private final InMemoryRegistry registry = new InMemoryRegistry();

    @BeforeEach
    void registerTable() {
        registry.register(
                SUBJECT,
                order(
                        field("id", "'long'"),
                        field("code", "'string'"),
                        field("price", DECIMAL),
                        field("small", "'int'")));
    }

    private Outcome<RawRecord> decode(String keyField, byte[] key) {
        return new Decoder(new TableSchemas(Fixtures.table(Tombstones.LAND, keyField), registry))
                .decode(source(key, null));
    }

    private static byte[] text(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private void unusable(String keyField, byte[] key, String message) {
        Outcome.Quarantined<RawRecord> outcome = quarantined(decode(keyField, key));
        assertThat(outcome.reason()).isEqualTo(QuarantineReason.REQUIRED_MISSING);
        assertThat(outcome.message()).contains(message);
    }

    private static Map<?, ?> row(Outcome<RawRecord> outcome) {
        RawRecord raw = passed(outcome);
        assertThat(raw.status()).isEqualTo(RecordStatus.DELETED);
        return (Map<?, ?>) LandedForm.of(raw.value(), raw.value().getSchema());
    }

    @Test
    void shouldFillTheFieldsOfARecordKey() {
        Schema key = schema("{'type': 'record', 'name': 'Key', 'fields': [" + field("other", "'string'") + ","
                + field("id", "'int'") + "," + field("price", DECIMAL) + "]}");
        int id = registry.register("orders-key", key);
        byte[] bytes = body(
                key,
                new GenericRecordBuilder(key)
                        .set("other", "x")
                        .set("id", 7)
                        .set("price", ByteBuffer.wrap(new byte[] {1, 0}))
                        .build());
        assertThat(row(decode(null, framed(id, bytes)))).hasToString("{id=7, code=null, price=2.56, small=null}");
    }

    @Test
    void shouldFillTheKeyFieldFromAnAvroValue() {
        int id = registry.register("orders-key", Schema.create(Schema.Type.STRING));
        byte[] key = framed(id, body(Schema.create(Schema.Type.STRING), "A-1"));
        assertThat(row(decode("code", key))).hasToString("{id=null, code=A-1, price=null, small=null}");
        unusable(null, key, "names no field");
    }

    @Test
    void shouldFillTheKeyFieldFromATextOrNumber() {
        assertThat(row(decode("code", text("A-1")))).hasToString("{id=null, code=A-1, price=null, small=null}");
        assertThat(row(decode("id", text("17")))).hasToString("{id=17, code=null, price=null, small=null}");
        assertThat(row(decode("small", text("-3")))).hasToString("{id=null, code=null, price=null, small=-3}");
    }

    @Test
    void shouldQuarantineTombstonesWithoutAUsableKey() {
        unusable("code", null, "without a key");
        unusable("code", new byte[0], "without a key");
        unusable("id", text("A-1"), "not a number");
        unusable("price", text("1.5"), "string, int and long only");
        unusable("code", new byte[] {(byte) 0xFF, 1}, "not a text");
        unusable("code", new byte[] {0, 1}, "neither");
        unusable("code", framed(9_999, (byte) 1), "not known");
        int other = registry.register(
                "orders-key",
                schema("{'type': 'record', 'name': 'Key', 'fields': [" + field("other", "'string'") + "]}"));
        unusable("code", framed(other, (byte) 2, (byte) 'x'), "no value for any");
        int wrong = registry.register(
                "orders-key", schema("{'type': 'record', 'name': 'Key', 'fields': [" + field("id", "'string'") + "]}"));
        unusable("code", framed(wrong, (byte) 2, (byte) 'x'), "cannot be read as");
        int number = registry.register("orders-key", Schema.create(Schema.Type.LONG));
        unusable("id", framed(number), "do not fit");
        unusable("id", framed(number, (byte) 2, (byte) 2), "after the end");
    }

    @Test
    void shouldHashTheKeyOfATombstone() throws NoSuchAlgorithmException {
        assertThat(passed(decode("code", text("A-1"))).contentHash())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(text("A-1")));
    }
}
