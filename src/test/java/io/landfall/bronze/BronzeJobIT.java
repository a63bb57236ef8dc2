package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.ingest.BronzeRun;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The bronze job on real Spark and Delta. */
class BronzeJobIT extends BronzeOnSpark {
    private static final Schema ORDERS_WITH_NOTE = orders().optionalString("note")
            .name("placed")
            .type(localTimestamp())
            .noDefault()
            .endRecord();

    @Test
    void shouldIngestEachSegmentOnceOverSeveralRuns() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeJobIT::order);
        segments.landNothing(shard, 10, 15, ORDERS);
        segments.land(new Shard(table, 1, "inventory.orders", 1), 0, 7, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();
        assertThat(run()).isEmpty();
        segments.land(shard, 15, 20, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();

        assertThat(offsets(0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 18, 19);
        assertThat(offsets(1)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(audit()).extracting(row -> row.<String>getAs("status")).containsExactly("SUCCESS", "SUCCESS");
    }

    @Test
    void shouldStampRowsAndTellTheAuditLogWhatItIngested() throws Exception {
        SegmentKey first = segments.land(shard, 3, 10, ORDERS, BronzeJobIT::order);
        SegmentKey empty = segments.landNothing(shard, 10, 15, ORDERS);
        assertThat(run()).isEmpty();

        Row row = rows().get(0);
        assertThat(row.<Timestamp>getAs("load_timestamp").toInstant()).isEqualTo(NOW);
        assertThat(row.<Timestamp>getAs("update_timestamp").toInstant()).isEqualTo(NOW);
        Row entry = audit().get(0);
        assertThat(entry.<String>getAs("table_name")).isEqualTo("spark_catalog.inventory_bronze." + table);
        assertThat(entry.<Long>getAs("records_affected")).isEqualTo(7);
        assertThat(entry.<String>getAs("operation_type")).isEqualTo("INGEST");
        assertThat(entry.<Timestamp>getAs("start_timestamp").toInstant()).isEqualTo(NOW);
        assertThat(entry.<String>getAs("job_id")).isEqualTo("job-1");
        Map<String, String> details = entry.getJavaMap(entry.fieldIndex("operation_details"));
        assertThat(details)
                .containsEntry("files", "2")
                .containsEntry("file_names", first.path() + ", " + empty.path())
                .containsEntry("source_ranges", shard + ":3-9")
                .containsEntry("rows", "7")
                .containsEntry("batch_id", "0")
                .containsEntry("source_to_load_ms", "6123")
                .containsEntry("landed_to_load_ms", "5123")
                .containsKey("query_id");
    }

    @Test
    void shouldAddAColumnThatASegmentBrings() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();
        // Both in one batch: the old schema and the new one.
        segments.land(shard, 10, 12, ORDERS, BronzeJobIT::order);
        segments.land(shard, 12, 20, ORDERS_WITH_NOTE, (row, offset) -> {
            order(row, offset);
            row.put("note", "n" + offset);
            row.put("placed", 1_000_000L * offset);
        });
        segments.land(shard, 20, 22, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();

        assertThat(offsets(0)).hasSize(22).doesNotHaveDuplicates();
        assertThat(spark.sql("SELECT source_offset, note, placed FROM " + name() + " WHERE note IS NOT NULL ORDER BY 1")
                        .collectAsList())
                .extracting(row -> row.getLong(0) + row.getString(1) + row.get(2))
                .hasSize(8)
                .contains("12n121970-01-01T00:00:12");
    }

    @Test
    void shouldNameAClusteringColumnThatDoesNotExist() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeJobIT::order);
        BronzeRun run = job(Mode.AVAILABLE_NOW, configured(table, "order_dat"));
        assertThat(run.run()).singleElement().asString().contains("cluster_by names order_dat", "order_id");
        assertThat(audit()).singleElement().satisfies(entry -> {
            assertThat(entry.<String>getAs("error_code")).isEqualTo("BronzeException");
            assertThat(entry.<String>getAs("error_message")).contains("order_dat");
        });
    }

    @Test
    void shouldClusterAndDescribeTheTable() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeJobIT::order);
        assertThat(job(Mode.AVAILABLE_NOW, configured(table, "order_id", "ship.city"))
                        .run())
                .isEmpty();
        Row detail = spark.sql("DESCRIBE DETAIL " + name()).first();
        assertThat(detail.<String>getList(detail.fieldIndex("clusteringColumns")))
                .containsExactly("order_id", "ship.city");
        assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
                .containsEntry("landfall.retention", "P7Y")
                .containsEntry("landfall.topic", "inventory." + table);
    }

    @Test
    void shouldKeepAllTypes() throws Exception {
        Schema all = AllTypes.SCHEMA;
        segments.land(shard, 0, 2, all, AllTypes::fill);
        assertThat(run()).isEmpty();
        AllTypes.check(spark.sql("SELECT * FROM " + name() + " ORDER BY source_offset"));
    }

    @Test
    void shouldEndQuietlyWhenNothingHasLanded() throws Exception {
        assertThat(run()).isEmpty();
        Files.createDirectories(folder.resolve("landing").resolve(table));
        assertThat(run()).isEmpty();
        assertThat(spark.catalog().tableExists(name())).isFalse();
    }

    @Test
    void shouldCreateTheTableFromASegmentWithoutRows() throws Exception {
        segments.landNothing(shard, 0, 10, ORDERS);
        assertThat(run()).isEmpty();
        assertThat(rows()).isEmpty();
        assertThat(audit())
                .extracting(row -> row.<Long>getAs("records_affected"))
                .containsExactly(0L);
    }

    private static Schema localTimestamp() {
        return Schema.createUnion(
                Schema.create(Schema.Type.NULL),
                LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG)));
    }

    @Test
    void shouldTakeNoMoreBytesIntoABatchThanTheTableSays() throws Exception {
        for (int offset = 0; offset < 4; offset++) {
            segments.land(shard, offset, offset + 1, ORDERS, BronzeOnSpark::order);
        }
        TableConfig small = TestConfigs.table(table, "inventory.orders")
                .batch(1000, Optional.of(1L))
                .build();
        assertThat(job(Mode.AVAILABLE_NOW, small).run()).isEmpty();

        assertThat(offsets(0)).containsExactly(0, 1, 2, 3);
        assertThat(audit()).hasSize(4);
    }
}
