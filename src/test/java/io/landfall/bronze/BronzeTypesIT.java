package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.landing.segment.Shard;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What becomes of a bronze table whose fields change their types. */
class BronzeTypesIT extends BronzeOnSpark {
    private static final long BILLIONS = 5_000_000_000L;

    private static final String ALL = "number = %s AND price = %s AND ratio = %s AND share = %s AND amount = %s"
            + " AND ship.n = %s AND numbers[0] = %s AND counts['a'] = %s";

    private static final Schema NARROW = schema(
            Schema.create(Schema.Type.INT),
            Schema.create(Schema.Type.FLOAT),
            Schema.create(Schema.Type.INT),
            Schema.create(Schema.Type.INT),
            10);
    private static final Schema WIDE = schema(
            Schema.create(Schema.Type.LONG),
            Schema.create(Schema.Type.DOUBLE),
            Schema.create(Schema.Type.DOUBLE),
            Schema.create(Schema.Type.FLOAT),
            20);

    @Test
    void shouldWidenColumnsThatFieldsOutgrow() throws Exception {
        segments.land(shard, 0, 10, NARROW, BronzeTypesIT::narrow);
        assertThat(run()).isEmpty();
        // As partitions move on one by one: the old schema and the new one in one batch, and the old one after the new.
        segments.land(new Shard(table, 1, "inventory.orders", 1), 0, 10, NARROW, BronzeTypesIT::narrow);
        segments.land(shard, 10, 20, WIDE, BronzeTypesIT::wide);
        assertThat(run()).isEmpty();
        segments.land(new Shard(table, 1, "inventory.orders", 1), 10, 20, NARROW, BronzeTypesIT::narrow);
        assertThat(run()).isEmpty();

        assertWide(30, 10);
    }

    @Test
    void shouldCreateATableThatHoldsWhatDifferentSegmentsOfItsFirstBatchHold() throws Exception {
        segments.land(shard, 0, 10, NARROW, BronzeTypesIT::narrow);
        segments.land(shard, 10, 20, WIDE, BronzeTypesIT::wide);
        segments.land(shard, 20, 30, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();

        assertThat(offsets(0)).hasSize(30);
        assertWide(10, 10);
    }

    @Test
    void shouldWidenAColumnThatTheTableIsClusteredBy() throws Exception {
        segments.land(shard, 0, 10, NARROW, BronzeTypesIT::narrow);
        assertThat(job(Mode.AVAILABLE_NOW, configured(table, "number", "ship.n"))
                        .run())
                .isEmpty();
        segments.land(shard, 10, 20, WIDE, BronzeTypesIT::wide);
        assertThat(job(Mode.AVAILABLE_NOW, configured(table, "number", "ship.n"))
                        .run())
                .isEmpty();

        assertWide(10, 10);
    }

    @Test
    void shouldLeaveATableAloneWhoseFieldsKeepTheirTypes() throws Exception {
        segments.land(shard, 0, 10, NARROW, BronzeTypesIT::narrow);
        assertThat(run()).isEmpty();
        segments.land(shard, 10, 20, NARROW, BronzeTypesIT::narrow);
        assertThat(run()).isEmpty();

        Row detail = spark.sql("DESCRIBE DETAIL " + name()).first();
        assertThat(detail.<String>getList(detail.fieldIndex("tableFeatures"))).doesNotContain("typeWidening");
    }

    @Test
    void shouldSayWhichColumnCannotBeWidenedAndWhatToDo() throws Exception {
        segments.land(shard, 0, 10, changing(Schema.Type.LONG), (row, offset) -> nested(row, offset));
        assertThat(run()).isEmpty();
        segments.land(shard, 10, 20, changing(Schema.Type.DOUBLE), (row, offset) -> nested(row, offset.doubleValue()));

        assertThat(run())
                .singleElement()
                .asString()
                .contains("column ship.n changes from BIGINT to DOUBLE", "under another name");
        assertThat(offsets(0)).hasSize(10);
        assertThat(audit())
                .filteredOn(entry -> entry.<String>getAs("status").equals("FAILED"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.<String>getAs("error_message"))
                        .contains("column ship.n changes from BIGINT to DOUBLE"));
    }

    @Test
    void shouldSayWhichColumnSegmentsOfOneBatchDisagreeAbout() throws Exception {
        segments.land(shard, 0, 10, changing(Schema.Type.STRING), (row, offset) -> nested(row, "n"));
        segments.land(shard, 10, 20, changing(Schema.Type.DOUBLE), (row, offset) -> nested(row, 1.0));

        assertThat(run()).singleElement().asString().contains("column ship.n changes from STRING to DOUBLE");
    }

    private void assertWide(int narrow, int wide) {
        Map<String, String> types = List.of(spark.table(name()).schema().fields()).stream()
                .collect(Collectors.toMap(
                        field -> field.name(), field -> field.dataType().sql()));
        assertThat(types)
                .containsEntry("number", "BIGINT")
                .containsEntry("price", "DOUBLE")
                .containsEntry("ratio", "DOUBLE")
                .containsEntry("share", "DOUBLE")
                .containsEntry("amount", "DECIMAL(20,2)")
                .containsEntry("ship", "STRUCT<city: STRING, n: BIGINT>")
                .containsEntry("numbers", "ARRAY<BIGINT>")
                .containsEntry("counts", "MAP<STRING, BIGINT>");
        assertThat(count(7, 0.5, 7, 7, "7.25", 7, 7, 7)).isEqualTo(narrow);
        assertThat(count(BILLIONS, 1e300, 0.1, 0.5, "123456789012.25", BILLIONS, BILLIONS, BILLIONS))
                .isEqualTo(wide);
    }

    private long count(Object... values) {
        return spark.table(name()).where(ALL.formatted(values)).count();
    }

    private static void narrow(GenericRecord row, Long offset) {
        fill(row, 7, 0.5f, 7, 7, "7.25");
    }

    private static void wide(GenericRecord row, Long offset) {
        fill(row, BILLIONS, 1e300, 0.1, 0.5f, "123456789012.25");
    }

    private static void fill(
            GenericRecord row, Object number, Object price, Object ratio, Object share, String amount) {
        row.put("number", number);
        row.put("price", price);
        row.put("ratio", ratio);
        row.put("share", share);
        Schema decimal = row.getSchema().getField("amount").schema();
        row.put(
                "amount",
                new Conversions.DecimalConversion().toFixed(new BigDecimal(amount), decimal, decimal.getLogicalType()));
        nested(row, number);
        row.put("numbers", List.of(number));
        row.put("counts", Map.of("a", number));
    }

    private static void nested(GenericRecord row, Object n) {
        GenericRecord ship =
                new GenericData.Record(row.getSchema().getField("ship").schema());
        ship.put("n", n);
        row.put("ship", ship);
    }

    /** Price and amount change by themselves, all others with the number. */
    private static Schema schema(Schema number, Schema price, Schema ratio, Schema share, int precision) {
        return position()
                .name("number")
                .type(number)
                .noDefault()
                .name("price")
                .type(price)
                .noDefault()
                .name("ratio")
                .type(ratio)
                .noDefault()
                .name("share")
                .type(share)
                .noDefault()
                .name("amount")
                .type(LogicalTypes.decimal(precision, 2)
                        .addToSchema(Schema.createFixed("Amount", null, null, precision > 18 ? 16 : 8)))
                .noDefault()
                .name("ship")
                .type(ship(number))
                .noDefault()
                .name("numbers")
                .type(Schema.createArray(number))
                .noDefault()
                .name("counts")
                .type(Schema.createMap(number))
                .noDefault()
                .endRecord();
    }

    private static Schema changing(Schema.Type n) {
        return position().name("ship").type(ship(Schema.create(n))).noDefault().endRecord();
    }

    private static Schema ship(Schema n) {
        return SchemaBuilder.record("Ship")
                .fields()
                .optionalString("city")
                .name("n")
                .type(n)
                .noDefault()
                .endRecord();
    }

    private static SchemaBuilder.FieldAssembler<Schema> position() {
        return AllTypes.position(SchemaBuilder.record("Order").fields());
    }
}
