package io.landfall.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.record.EnrichedRow;
import io.landfall.record.MetadataColumns;
import io.landfall.record.Position;
import io.landfall.record.ProtectedRecord;
import io.landfall.record.RecordStatus;
import io.landfall.record.WriterSchema;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class EnricherTest {
    private static final Schema ORDERS = SchemaBuilder.record("orders")
            .doc("What people buy")
            .fields()
            .requiredInt("order_id")
            .name("customer")
            .doc("Who")
            .prop("landfall.protection", "tokenize")
            .type()
            .nullable()
            .stringType()
            .noDefault()
            .endRecord();
    private static final Position POSITION = new Position("orders.v1", 3, 42, 1_700_000_000_123L);

    private static final TableConfig TABLE =
            TestConfigs.table("bz_orders", "orders.v1").generation(2).build();

    private final Enricher enricher = new Enricher(
            TestConfigs.config().sourceSystem("PostgreSQL_DE").clusterId("eu-1").with(TABLE), TABLE);

    @Test
    void shouldAddItsColumnsAfterTheProtectedFields() {
        Schema landed = enricher.landedSchema(ORDERS);

        assertThat(landed.getFields().stream().map(Schema.Field::name).limit(2))
                .containsExactly("order_id", "customer");
        assertThat(landed.getFields().stream().map(Schema.Field::name).skip(2))
                .containsExactlyElementsOf(MetadataColumns.SERVICE);
        assertThat(landed.getField("customer").getProp("landfall.protection")).isEqualTo("tokenize");
        assertThat(landed.getField("customer").doc()).isEqualTo("Who");
        assertThat(landed.getFullName()).isEqualTo("orders");
        assertThat(landed.getDoc()).isEqualTo("What people buy");
    }

    @Test
    void shouldGiveItsColumnsTheTypesOfTheLandingContract() {
        Schema landed = enricher.landedSchema(ORDERS);

        assertThat(MetadataColumns.SERVICE.stream()
                        .map(column ->
                                column + " " + landed.getField(column).schema().toString()))
                .containsExactly(
                        "source_system \"string\"",
                        "record_status \"string\"",
                        "data_quality_score \"int\"",
                        "quality_issues {\"type\":\"array\",\"items\":\"string\"}",
                        "batch_id \"string\"",
                        "record_hash \"string\"",
                        "schema_version \"string\"",
                        "processing_cluster_id \"string\"",
                        "data_lineage_id \"string\"",
                        "source_topic \"string\"",
                        "source_partition \"int\"",
                        "source_offset \"long\"",
                        "source_timestamp {\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}",
                        "landed_at {\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}");
        assertThat(MetadataColumns.SERVICE)
                .allSatisfy(column -> assertThat(landed.getField(column).doc()).isNotBlank());
    }

    @Test
    void shouldFillEverythingButWhatTheSegmentKnows() {
        EnrichedRow enriched = enricher.enrich(record(RecordStatus.ACTIVE));
        GenericRecord row = enriched.row();

        assertThat(enriched.position()).isEqualTo(POSITION);
        assertThat(row.getSchema()).isSameAs(enricher.landedSchema(ORDERS));
        assertThat(row.get("order_id")).isEqualTo(7);
        assertThat(row.get("customer")).isEqualTo("tok_k1_x");
        assertThat(row.get("source_system")).hasToString("PostgreSQL_DE");
        assertThat(row.get("record_status")).hasToString("ACTIVE");
        assertThat(row.get("data_quality_score")).isEqualTo(85);
        assertThat(row.get("quality_issues")).isEqualTo(List.of("amount:range"));
        assertThat(row.get("record_hash"))
                .isEqualTo("00ff000000000000000000000000000000000000000000000000000000000000");
        assertThat(row.get("schema_version")).isEqualTo("2.0.0");
        assertThat(row.get("processing_cluster_id")).hasToString("eu-1");
        assertThat(row.get("data_lineage_id")).isEqualTo("bz_orders/g2/orders.v1/3/42");
        assertThat(row.get("source_topic")).hasToString("orders.v1");
        assertThat(row.get("source_partition")).isEqualTo(3);
        assertThat(row.get("source_offset")).isEqualTo(42L);
        assertThat(row.get("source_timestamp")).isEqualTo(1_700_000_000_123_000L);
        assertThat(row.get("batch_id")).isNull();
        assertThat(row.get("landed_at")).isNull();
    }

    @Test
    void shouldMakeARowThatFitsItsSchemaOnceTheSegmentIsKnown() {
        GenericRecord row = enricher.enrich(record(RecordStatus.ACTIVE)).row();
        row.put("batch_id", "batch");
        row.put("landed_at", 1L);

        assertThat(GenericData.get().validate(row.getSchema(), row)).isTrue();
    }

    @Test
    void shouldMarkRowsThatTheSourceDeleted() {
        assertThat(enricher.enrich(record(RecordStatus.DELETED)).row().get("record_status"))
                .hasToString("DELETED");
    }

    @Test
    void shouldRefuseFieldsWithTheNamesOfItsColumns() {
        Schema clashing = SchemaBuilder.record("orders")
                .fields()
                .requiredInt("Batch_Id")
                .requiredInt("load_timestamp")
                .requiredInt("fine")
                .endRecord();

        assertThatThrownBy(() -> enricher.landedSchema(clashing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table bz_orders has fields with names of columns that Landfall adds:"
                        + " Batch_Id, load_timestamp");
    }

    @Test
    void shouldNotPrintContent() {
        assertThat(enricher.enrich(record(RecordStatus.ACTIVE))).hasToString("EnrichedRow[" + POSITION + "]");
    }

    private static ProtectedRecord record(RecordStatus status) {
        byte[] hash = new byte[32];
        hash[1] = (byte) 0xff;
        GenericRecord value = new GenericRecordBuilder(ORDERS)
                .set("order_id", 7)
                .set("customer", "tok_k1_x")
                .build();
        return new ProtectedRecord(
                POSITION, value, new WriterSchema(5, "2.0.0"), hash, status, 85, List.of("amount:range"), 100);
    }
}
