package io.landfall.decode;

import io.landfall.config.SourceConfig.Tombstones;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.record.Outcome;
import io.landfall.record.Position;
import io.landfall.record.RawRecord;
import io.landfall.record.SourceRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Tables, schemas and records in the wire format. */
public final class Fixtures {
    static final String SUBJECT = "orders-value";

    private Fixtures() {}

    static TableConfig table(Tombstones tombstones, String keyField) {
        return TestConfigs.table("bz_orders", "orders")
                .tombstones(tombstones)
                .keyField(Optional.ofNullable(keyField))
                .build();
    }

    static TableConfig table() {
        return table(Tombstones.SKIP, null);
    }

    /** From JSON with single quotes. */
    public static Schema schema(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    /** A record named {@code Order} of fields given in JSON with single quotes. */
    public static Schema order(String... fields) {
        return schema("{'type': 'record', 'name': 'Order', 'namespace': 'shop', 'fields': [" + String.join(", ", fields)
                + "]}");
    }

    public static String field(String name, String type) {
        return "{'name': '" + name + "', 'type': " + type + "}";
    }

    static byte[] body(Schema schema, Object datum) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<Object>(schema).write(datum, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] framed(int id, byte... body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    static SourceRecord source(byte[] key, byte[] payload) {
        return new SourceRecord(new Position("orders", 3, 42, 1_000), key, payload);
    }

    static SourceRecord source(byte[] payload) {
        return source(null, payload);
    }

    static RawRecord passed(Outcome<RawRecord> outcome) {
        if (outcome instanceof Outcome.Passed<RawRecord> passed) {
            return passed.record();
        }
        throw new AssertionError("Did not pass: " + outcome);
    }

    static Outcome.Quarantined<RawRecord> quarantined(Outcome<RawRecord> outcome) {
        if (outcome instanceof Outcome.Quarantined<RawRecord> quarantined) {
            return quarantined;
        }
        throw new AssertionError("Is not in quarantine: " + outcome);
    }
}
