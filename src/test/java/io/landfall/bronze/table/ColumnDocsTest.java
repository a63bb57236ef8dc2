package io.landfall.bronze.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ColumnDocsTest {
    private static final Schema SHIP = SchemaBuilder.record("Ship")
            .fields()
            .name("city")
            .doc("Where to")
            .type()
            .stringType()
            .noDefault()
            .endRecord();
    private static final Schema ORDER = SchemaBuilder.record("Order")
            .doc("What customers ordered")
            .fields()
            .name("id")
            .doc("Counts orders")
            .type()
            .longType()
            .noDefault()
            .name("ship")
            .type(Schema.createUnion(Schema.create(Schema.Type.NULL), SHIP))
            .noDefault()
            .name("ships")
            .doc("All of them")
            .type(Schema.createArray(SHIP))
            .noDefault()
            .name("by_name")
            .type(Schema.createMap(SHIP))
            .noDefault()
            .endRecord();

    @Test
    void shouldDocumentColumnsAndWhatIsNestedInThem() {
        StructType columns = StructType.fromDDL("id BIGINT NOT NULL, ship STRUCT<city: STRING>,"
                + " ships ARRAY<STRUCT<city: STRING>>, by_name MAP<STRING, STRUCT<city: STRING>>, other INT");
        assertThat(ColumnDocs.of(ORDER.toString()).on(columns).toDDL())
                .isEqualTo("id BIGINT NOT NULL COMMENT 'Counts orders',ship STRUCT<city: STRING COMMENT 'Where to'>,"
                        + "ships ARRAY<STRUCT<city: STRING COMMENT 'Where to'>> COMMENT 'All of them',"
                        + "by_name MAP<STRING, STRUCT<city: STRING COMMENT 'Where to'>>,other INT");
    }

    @Test
    void shouldDocumentTheTable() {
        assertThat(ColumnDocs.of(ORDER.toString()).table()).contains("What customers ordered");
        assertThat(ColumnDocs.of(SHIP.toString()).table()).isEmpty();
    }
}
