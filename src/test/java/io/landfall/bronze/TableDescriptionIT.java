package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.bronze.plan.JobPlan;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.table.BronzeTable;
import io.landfall.bronze.table.ColumnDocs;
import io.landfall.bronze.table.DeltaTables;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What a table says about itself, and Spark about its stream. */
class TableDescriptionIT extends BronzeOnSpark {

    @Test
    void shouldTakeCommentsFromTheRecordsSchema() throws Exception {
        segments.land(shard, 0, 10, documented("What a customer ordered"), TableDescriptionIT::fill);
        assertThat(run()).isEmpty();

        assertThat(detail().<String>getAs("description")).isEqualTo("Orders, as they come");
        assertThat(comment("note")).isEqualTo("What a customer ordered");
        assertThat(comment("load_timestamp")).isEqualTo("When the row came into this table (UTC)");
    }

    @Test
    void shouldMakeATableThoughItCannotBeTagged() {
        BronzeOptions options = options(Mode.AVAILABLE_NOW, Kind.AUTO_LOADER, Map.of());
        TablePlan plan = JobPlan.of(config(configured(table)), options, BronzeReferences.ofProcess())
                .get(0);
        assertThat(plan.tags()).as("plain Spark refuses them").isNotEmpty();

        new BronzeTable(plan, new DeltaTables())
                .accept(spark, StructType.fromDDL("batch_id STRING"), () -> ColumnDocs.NONE);

        assertThat(spark.table(name()).columns()).contains("batch_id", "load_timestamp");
    }

    @Test
    void shouldDocumentColumnsThatComeLaterOrGetTheirWordsLater() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        segments.land(shard, 10, 20, documented("It's new"), TableDescriptionIT::fill);
        assertThat(run()).isEmpty();

        assertThat(comment("note")).isEqualTo("It's new");
        assertThat(comment("order_id")).isEqualTo("Counts orders");
    }

    @Test
    void shouldLeaveACommentThatIsThere() throws Exception {
        segments.land(shard, 0, 10, documented("old words"), TableDescriptionIT::fill);
        assertThat(run()).isEmpty();
        spark.sql("ALTER TABLE " + name() + " ALTER COLUMN note COMMENT 'a steward wrote this'");
        segments.land(shard, 10, 20, documented("new words"), TableDescriptionIT::fill);
        assertThat(run()).isEmpty();

        assertThat(comment("note")).isEqualTo("a steward wrote this");
        assertThat(offsets(0)).hasSize(20);
    }

    @Test
    void shouldHaveDefaultsAndKeepFilesForAsLongAsItSays() throws Exception {
        segments.land(shard, 0, 10, documented("note"), TableDescriptionIT::fill);
        assertThat(run()).isEmpty();
        spark.sql("INSERT INTO " + name() + " (source_topic, source_partition, source_offset, source_timestamp,"
                + " batch_id, landed_at, order_id, ship) VALUES"
                + " ('t', 7, 1, current_timestamp(), 'b', current_timestamp(), 1, NULL)");

        Row byHand = spark.table(name()).where("source_partition = 7").first();
        assertThat(byHand.<String>getAs("record_status")).isEqualTo("ACTIVE");
        assertThat(byHand.<Object>getAs("load_timestamp")).isNotNull();
        Map<String, String> properties = detail().getJavaMap(detail().fieldIndex("properties"));
        assertThat(properties)
                .containsEntry("delta.logRetentionDuration", "interval 30 days")
                .containsEntry("delta.deletedFileRetentionDuration", "interval 7 days")
                .containsEntry("delta.enableDeletionVectors", "false");
    }

    @Test
    void shouldLetTheAuditLogOnlyGrow() throws Exception {
        assertThat(run()).isEmpty();

        Row log = spark.sql("DESCRIBE DETAIL spark_catalog.inventory_bronze.bz_audit_log")
                .first();
        assertThat(log.<String, String>getJavaMap(log.fieldIndex("properties")))
                .containsEntry("delta.appendOnly", "true")
                .containsEntry("delta.logRetentionDuration", "interval 30 days");
    }

    @Test
    void shouldGiveSparkTheFreshnessOfItsLastBatchAsMetrics() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        assertThat(run()).isEmpty();
        segments.land(shard, 10, 15, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();

        var sources = SparkEnv.get().metricsSystem().getSourcesByName("landfall." + table);
        assertThat(sources.size()).isEqualTo(1);
        Source source = sources.head();
        assertThat(((Counter) source.metricRegistry().getMetrics().get("rows")).getCount())
                .isEqualTo(5);
        assertThat(gauge(source, "landed_to_load_ms")).isEqualTo(5123L);
        assertThat(gauge(source, "source_to_load_ms")).isEqualTo(6123L);
        assertThat(gauge(source, "last_load_epoch_ms")).isEqualTo(NOW.toEpochMilli());
    }

    private static Object gauge(Source source, String metric) {
        return ((Gauge<?>) source.metricRegistry().getMetrics().get(metric)).getValue();
    }

    private Row detail() {
        return spark.sql("DESCRIBE DETAIL " + name()).first();
    }

    private String comment(String column) {
        StructType columns = spark.table(name()).schema();
        return columns.apply(column).getComment().getOrElse(() -> "");
    }

    private static void fill(GenericRecord row, Long offset) {
        order(row, offset);
        row.put("record_status", "ACTIVE");
    }

    private static Schema documented(String note) {
        Schema schema = orders().optionalString("record_status")
                .name("note")
                .doc(note)
                .type(SchemaBuilder.builder().nullable().stringType())
                .noDefault()
                .endRecord();
        return new Schema.Parser()
                .parse(schema.toString()
                        .replace(
                                "{\"type\":\"record\",\"name\":\"Order\",",
                                "{\"type\":\"record\",\"name\":\"Order\",\"doc\":\"Orders, as they come\",")
                        .replace("{\"name\":\"order_id\",", "{\"name\":\"order_id\",\"doc\":\"Counts orders\","));
    }
}
