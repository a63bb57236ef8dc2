package io.landfall.topology;

import static io.landfall.topology.Harness.order;
import static io.landfall.topology.Harness.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.landing.segment.Ledger;
import io.landfall.privacy.Decryptor;
import io.landfall.privacy.OpenedQuarantine;
import io.landfall.privacy.OpenedQuarantine.Content;
import io.landfall.privacy.QuarantineOpener;
import io.landfall.record.QuarantineReason;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From bytes to landed rows through the real topology. */
class PipelineTest {
    private static final String TABLE =
            """
            event_time: ordered_at
            dedupe: { by: [order_id], within: 24h }
            privacy: { email: tokenize }
            quality:
              required: [order_id]
              patterns: { email: email }
              ranges: { quantity: [0, 100] }
              quarantine_below: 40
            """;
    private static final Schema WIDER = new Schema.Parser()
            .parse(
                    Harness.ORDER
                            .toString()
                            .replace(
                                    "{\"name\":\"quantity\"",
                                    "{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null},{\"name\":\"quantity\""));

    @TempDir
    private Path root;

    @Test
    void shouldAccountForEveryRecord() {
        try (Harness pipeline = new Harness(root, TABLE, 0)) {
            pipeline.send(order(1, "ann@example.com", 5));
            pipeline.send(order(2, "not an address", 5));
            pipeline.send(order(1, "ann@example.com", 5));
            pipeline.sendBytes("no wire format".getBytes(StandardCharsets.UTF_8));
            pipeline.sendBytes(null);
            pipeline.sendBytes(wire(99, order(3, null, 1)));
            pipeline.commit(6);

            assertThat(pipeline.segments()).hasSize(1);
            assertThat(pipeline.segments().get(0).ledger()).isEqualTo(new Ledger(6, 2, 1, 2, 1, 0));
            assertThat(pipeline.segments().get(0).quarantined().text()).isEqualTo("3,5");
            List<OpenedQuarantine> quarantined = pipeline.quarantined().stream()
                    .map(new QuarantineOpener(pipeline.keys)::open)
                    .toList();
            assertThat(quarantined)
                    .extracting(OpenedQuarantine::reason)
                    .containsExactly(QuarantineReason.NOT_WIRE_FORMAT, QuarantineReason.UNKNOWN_SCHEMA);
            assertThat(quarantined.get(0).source().orElseThrow().payload())
                    .asString()
                    .isEqualTo("no wire format");
        }
    }

    @Test
    void shouldLandTokenAndCiphertextOfOneField() {
        String table = TABLE.replace("email: tokenize", "email: [tokenize, encrypt]");
        try (Harness pipeline = new Harness(root, table, 0)) {
            pipeline.send(order(1, "ann@example.com", 5));
            pipeline.send(order(2, "ann@example.com", 5));
            pipeline.send(order(3, null, 5));
            pipeline.commit(3);

            List<GenericRecord> rows = pipeline.rows();
            assertThat(rows.get(0).getSchema().getFields())
                    .extracting(Schema.Field::name)
                    .startsWith("order_id", "email", "email_encrypted", "quantity");
            assertThat(rows)
                    .extracting(row -> row.get("email"))
                    .satisfiesExactly(
                            token -> assertThat(token).asString().startsWith("tok_k1_"),
                            token -> assertThat(token).isEqualTo(rows.get(0).get("email")),
                            token -> assertThat(token).isNull());
            assertThat(rows)
                    .extracting(row -> row.get("email_encrypted"))
                    .satisfiesExactly(
                            value -> assertThat(opened(pipeline, value)).isEqualTo("ann@example.com"),
                            value -> assertThat(opened(pipeline, value)).isEqualTo("ann@example.com"),
                            value -> assertThat(value).isNull());
        }
    }

    private static String opened(Harness pipeline, Object ciphertext) {
        return new Decryptor(pipeline.keys).text("bz_orders", "email", ciphertext.toString());
    }

    @Test
    void shouldGoOnAfterPoisonThatIsTooLargeForTheQuarantineTopic() {
        byte[] huge = new byte[5_000_000];
        huge[0] = 1; // not the wire format
        try (Harness pipeline = new Harness(root, TABLE, 0)) {
            pipeline.sendBytes(huge);
            pipeline.send(order(1, "ann@example.com", 5));
            pipeline.commit(2);

            assertThat(pipeline.segments().get(0).ledger()).isEqualTo(new Ledger(2, 1, 0, 1, 0, 0));
            byte[] entry = pipeline.quarantined().get(0);
            assertThat(entry).hasSizeLessThan(10_000);
            OpenedQuarantine opened = new QuarantineOpener(pipeline.keys).open(entry);
            assertThat(opened.reason()).isEqualTo(QuarantineReason.NOT_WIRE_FORMAT);
            assertThat(opened.source()).isEmpty();
            assertThat(opened.payload())
                    .isInstanceOfSatisfying(Content.Omitted.class, omitted -> assertThat(omitted.bytes())
                            .isEqualTo(5_000_000));
        }
    }

    @Test
    void shouldNameNoValueInQuarantine() {
        Schema schema = new Schema.Parser()
                .parse(
                        """
                        {"type":"record","name":"Order","fields":[
                          {"name":"order_id","type":"long"},
                          {"name":"email","type":["null","string","int"],"default":null},
                          {"name":"price","type":[
                            "null",{"type":"bytes","logicalType":"decimal","precision":4,"scale":2},"string"],"default":null}]}
                        """);
        String table =
                """
                tombstones: land
                key_field: order_id
                privacy: { email: tokenize }
                quality: { required: [email], allowed: { order_id: [1] }, quarantine_below: 100 }
                """;
        byte[] secret = "31415926535".getBytes(StandardCharsets.UTF_8);
        GenericData.Record large = new GenericData.Record(schema);
        large.put("order_id", 1L);
        large.put("email", "31415926535");
        large.put("price", ByteBuffer.wrap(new BigInteger("31415926535").toByteArray()));
        GenericData.Record poor = new GenericData.Record(schema);
        poor.put("order_id", 31415926535L);
        poor.put("email", "31415926535");
        GenericData.Record empty = new GenericData.Record(schema);
        empty.put("order_id", 31415926535L);
        byte[] tooLong = Arrays.copyOf(wire(1, poor), 40);
        byte[] noBranch = wire(1, poor);
        noBranch[5 + 6] = 40;
        try (Harness pipeline = new Harness(root, table, 0, schema)) {
            pipeline.sendBytes(secret);
            pipeline.sendBytes(tooLong);
            pipeline.sendBytes(noBranch);
            pipeline.send(large);
            pipeline.send(poor);
            pipeline.send(empty);
            pipeline.sendKeyed("31415926535x".getBytes(StandardCharsets.UTF_8), null);

            List<byte[]> quarantined = pipeline.quarantined();
            assertThat(quarantined.stream().map(new QuarantineOpener(pipeline.keys)::open))
                    .extracting(OpenedQuarantine::reason)
                    .containsExactly(
                            QuarantineReason.NOT_WIRE_FORMAT,
                            QuarantineReason.UNDECODABLE,
                            QuarantineReason.UNDECODABLE,
                            QuarantineReason.DOES_NOT_FIT,
                            QuarantineReason.LOW_QUALITY,
                            QuarantineReason.REQUIRED_MISSING,
                            QuarantineReason.REQUIRED_MISSING);
            assertThat(quarantined).allSatisfy(json -> assertThat(new String(json, StandardCharsets.UTF_8))
                    .doesNotContain("31415926535", "314159265.35"));
        }
    }

    @Test
    void shouldLandProtectedScoredRowsWithTheirLineage() {
        try (Harness pipeline = new Harness(root, TABLE, 0)) {
            pipeline.send(order(7, "ann@example.com", 5));
            pipeline.send(order(8, "not an address", 500));
            pipeline.commit(2);

            GenericRecord good = pipeline.rows().get(0);
            assertThat(good.get("order_id")).isEqualTo(7L);
            assertThat(good.get("email").toString()).startsWith("tok_k1_");
            assertThat(good.get("data_quality_score")).isEqualTo(100);
            assertThat(good.get("quality_issues")).asString().isEqualTo("[]");
            assertThat(good.get("source_system")).hasToString("TEST");
            assertThat(good.get("record_status")).hasToString("ACTIVE");
            assertThat(good.get("batch_id")).hasToString("bz_orders/g0001/orders/00000/00000000000000000000");
            assertThat(good.get("record_hash").toString()).matches("[0-9a-f]{64}");
            assertThat(good.get("schema_version")).hasToString("1.0.0");
            assertThat(good.get("source_topic")).hasToString("orders");
            assertThat(good.get("source_partition")).isEqualTo(0);
            assertThat(good.get("source_offset")).isEqualTo(0L);
            assertThat(good.get("landed_at")).hasToString("2026-03-01T12:00:00Z");
            GenericRecord dirty = pipeline.rows().get(1);
            assertThat((int) dirty.get("data_quality_score")).isLessThan(100);
            assertThat(dirty.get("quality_issues").toString()).contains("email", "quantity");
        }
    }

    @Test
    void shouldNotLandTwiceWhatLandedBeforeACrash() {
        try (Harness pipeline = new Harness(root, TABLE, 0)) {
            pipeline.send(order(1, null, 1));
            pipeline.sendBytes(new byte[] {9});
            pipeline.land(2);
            assertThat(pipeline.quarantined()).hasSize(1);
        }
        try (Harness pipeline = new Harness(root, TABLE, 0)) {
            pipeline.send(order(1, null, 1));
            pipeline.sendBytes(new byte[] {9});
            pipeline.send(order(1, null, 1));
            pipeline.send(order(2, null, 1));
            pipeline.commit(4);

            assertThat(pipeline.segments()).hasSize(2);
            assertThat(pipeline.segments().get(1).ledger()).isEqualTo(new Ledger(2, 1, 1, 0, 0, 0));
            assertThat(pipeline.rows()).extracting(row -> row.get("order_id")).containsExactly(1L, 2L);
            // Its transaction was aborted by the crash: sent again, and it only.
            assertThat(pipeline.quarantined()).hasSize(1);
        }
    }

    @Test
    void shouldLetTheLandedSegmentDecideBelowTheTip() {
        try (Harness strict = new Harness(root, TABLE.replace("quarantine_below: 40", "quarantine_below: 100"), 0)) {
            strict.send(order(1, "not an address", 1));
            strict.send(order(2, "ann@example.com", 1));
            strict.land(2);
            assertThat(strict.segments().get(0).quarantined().text()).isEqualTo("0");
        }
        try (Harness lenient = new Harness(root, TABLE, 0)) {
            lenient.send(order(1, "not an address", 1));
            lenient.send(order(2, "ann@example.com", 1));
            lenient.commit(2);

            assertThat(lenient.quarantined()).hasSize(1);
            assertThat(lenient.rows()).extracting(row -> row.get("order_id")).containsExactly(2L);
        }
    }

    @Test
    void shouldRememberForDedupeWhatALandedSegmentQuarantined() {
        String strict = TABLE.replace("quarantine_below: 40", "quarantine_below: 100");
        try (Harness pipeline = new Harness(root, strict, 0)) {
            pipeline.send(order(1, "not an address", 1));
            pipeline.land(1);
        }
        try (Harness pipeline = new Harness(root, strict, 0)) {
            pipeline.send(order(1, "not an address", 1));
            pipeline.send(order(1, "not an address", 1));
            pipeline.commit(2);

            assertThat(pipeline.segments().get(1).ledger()).isEqualTo(new Ledger(1, 0, 1, 0, 0, 0));
            assertThat(pipeline.quarantined())
                    .extracting(json ->
                            new QuarantineOpener(pipeline.keys).open(json).reason())
                    .containsExactly(QuarantineReason.LOW_QUALITY);
        }
    }

    @Test
    void shouldAdoptANewerSchemaInASegmentOfItsOwn() {
        try (Harness pipeline = new Harness(root, TABLE, 0)) {
            pipeline.send(order(1, null, 1));
            pipeline.evolve(WIDER);
            GenericData.Record wide = new GenericData.Record(WIDER);
            order(2, null, 1)
                    .getSchema()
                    .getFields()
                    .forEach(f -> wide.put(f.name(), order(2, null, 1).get(f.name())));
            wide.put("note", "gift");
            pipeline.sendBytes(wire(2, wide));
            pipeline.send(order(3, null, 1));
            pipeline.commit(3);

            assertThat(pipeline.segments()).extracting(s -> s.end()).containsExactly(1L, 3L);
            assertThat(pipeline.rows().get(0).getSchema().getField("note")).isNull();
            assertThat(pipeline.rows().get(1).get("note")).hasToString("gift");
            assertThat(pipeline.rows().get(2).get("note")).isNull();
        }
    }

    @Test
    void shouldLandDeletionsWhereTheTableSaysSo() {
        String table = TABLE + "tombstones: land\nkey_field: order_id\n";
        try (Harness pipeline = new Harness(root, table, 0)) {
            pipeline.sendKeyed("42".getBytes(StandardCharsets.UTF_8), null);
            pipeline.commit(1);

            assertThat(pipeline.rows().get(0).get("order_id")).isEqualTo(42L);
            assertThat(pipeline.rows().get(0).get("record_status")).hasToString("DELETED");
            assertThat(pipeline.rows().get(0).get("quantity")).isNull();
        }
    }
}
