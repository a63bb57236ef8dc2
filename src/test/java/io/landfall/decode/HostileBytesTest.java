package io.landfall.decode;

import static io.landfall.decode.Fixtures.SUBJECT;
import static io.landfall.decode.Fixtures.field;
import static io.landfall.decode.Fixtures.framed;
import static io.landfall.decode.Fixtures.order;
import static io.landfall.decode.Fixtures.quarantined;
import static io.landfall.decode.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.SourceConfig.Tombstones;
import io.landfall.decode.registry.InMemoryRegistry;
import io.landfall.record.Outcome;
import io.landfall.record.QuarantineReason;
import io.landfall.record.RawRecord;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class HostileBytesTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void shouldNeverThrowOnRandomBytes() {
        SplittableRandom random = new SplittableRandom(1);
        for (long seed = 0; seed < 100; seed++) {
            RandomAvro avro = new RandomAvro(seed);
            Schema schema = avro.schema(false);
            InMemoryRegistry schemas = new InMemoryRegistry();
            int id = schemas.register(SUBJECT, schema);
            Decoder decoder = new Decoder(new TableSchemas(Fixtures.table(Tombstones.LAND, null), schemas));
            for (int i = 0; i < 300; i++) {
                byte[] body = i % 2 == 0
                        ? new byte[random.nextInt(40)]
                        : Fixtures.body(schema, avro.sample(schema).written());
                if (i % 2 == 0) {
                    random.nextBytes(body);
                } else if (body.length > 0) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt();
                }
                assertThat(decoder.decode(source(framed(id, body)))).isInstanceOf(Outcome.class);
                assertThat(decoder.decode(source(body, null))).isInstanceOf(Outcome.class);
                assertThat(decoder.decode(source(body))).isInstanceOf(Outcome.class);
            }
        }
    }

    @Test
    void shouldNameNoValuesInMessages() {
        Schema schema = order(
                field("name", "'string'"),
                field("kind", "{'type': 'enum', 'name': 'Kind', 'symbols': ['A']}"),
                field("tags", "{'type': 'map', 'values': 'boolean'}"));
        int id = registry.register(SUBJECT, schema);
        Decoder decoder = new Decoder(new TableSchemas(Fixtures.table(), registry));
        SplittableRandom random = new SplittableRandom(2);
        Set<String> messages = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            byte[] body = new byte[20];
            random.nextBytes(body);
            body[0] = 12;
            Arrays.fill(body, 1, 7, (byte) 'S');
            if (decoder.decode(source(framed(id, body))) instanceof Outcome.Quarantined<RawRecord> quarantined) {
                messages.add(quarantined.message());
            }
        }
        // Values would make the messages as many as the records.
        assertThat(messages).hasSizeBetween(3, 15).noneMatch(message -> message.contains("SS"));
    }

    @Test
    void shouldNotBelieveLengths() {
        int id = registry.register(
                SUBJECT, order(field("b", "'bytes'"), field("l", "{'type': 'array', 'items': 'long'}")));
        Decoder decoder = new Decoder(new TableSchemas(Fixtures.table(), registry));
        byte[] twoGigabytes = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        byte[] items = {0, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        byte[] negative = {1};
        for (byte[] body : new byte[][] {twoGigabytes, items, negative}) {
            assertThat(quarantined(decoder.decode(source(framed(id, body)))).reason())
                    .isEqualTo(QuarantineReason.UNDECODABLE);
        }
    }

    @Test
    void shouldNotLoopOverItemsThatTakeNoBytes() {
        Schema nothings = order(field("id", "'long'"), field("n", "{'type': 'array', 'items': 'null'}"));
        int old = registry.register(SUBJECT, nothings);
        registry.register(SUBJECT, order(field("id", "'long'")));
        Decoder decoder = new Decoder(new TableSchemas(Fixtures.table(), registry));
        byte[] many = {2, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, 0};
        assertThat(quarantined(decoder.decode(source(framed(old, many)))).message())
                .isEqualTo("Field n: it claims more items than its bytes can hold");
        assertThat(decoder.decode(source(framed(old, (byte) 2, (byte) 100, (byte) 0))))
                .isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void shouldNotWriteAsManyZerosAsABigDecimalAsksFor() {
        Schema schema = order(field("d", "{'type': 'bytes', 'logicalType': 'big-decimal'}"));
        int id = registry.register(SUBJECT, schema);
        byte[] body = {14, 2, 1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        RawRecord raw = Fixtures.passed(
                new Decoder(new TableSchemas(Fixtures.table(), registry)).decode(source(framed(id, body))));
        assertThat(raw.value().get("d")).hasToString("1E+2147483648");
    }
}
