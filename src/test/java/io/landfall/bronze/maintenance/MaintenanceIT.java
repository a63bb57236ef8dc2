package io.landfall.bronze.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.bronze.plan.JobPlan;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Retention, vacuum and the landing ledger, on real Spark and Delta. */
class MaintenanceIT extends BronzeOnSpark {
    private static final Instant LONG_AGO = Instant.parse("2018-05-01T10:00:00Z");

    @Test
    void shouldDeleteRowsWhoseRetentionIsOverAndTellTheAuditLog() throws Exception {
        ingestOldAndNew();
        assertThat(maintain(configured(table))).isEmpty();

        assertThat(offsets(0)).containsExactly(10, 11, 12, 13, 14);
        Row entry = audit("MAINTENANCE").get(0);
        assertThat(entry.<String>getAs("table_name")).isEqualTo(name());
        assertThat(entry.<String>getAs("status")).isEqualTo("SUCCESS");
        assertThat(entry.<Long>getAs("records_affected")).isEqualTo(10);
        for (String operation : List.of("JOB_START", "INGEST", "MAINTENANCE", "JOB_STOP")) {
            assertThat(audit(operation)).isNotEmpty().allSatisfy(row -> assertThat(
                            row.getList(row.fieldIndex("compliance_flags")))
                    .isEqualTo(List.of("GDPR", "CCPA")));
        }
        assertThat(details(entry))
                .containsEntry("rows_deleted", "10")
                .containsEntry("retention", "P7Y")
                .containsEntry("rows_before", "2019-03-01")
                .containsEntry("decided_by", "source_timestamp")
                .containsEntry("segments_noted", "2")
                .containsEntry("segments_waiting", "0");
        assertThat(audit("JOB_STOP")).anySatisfy(stop -> {
            assertThat(details(stop)).containsEntry("program", "MaintenanceJob");
            assertThat(stop.<String>getAs("parent_audit_id")).isEqualTo(entry.<String>getAs("parent_audit_id"));
        });
    }

    @Test
    void shouldChangeNothingTheSecondTime() throws Exception {
        ingestOldAndNew();
        assertThat(maintain(configured(table))).isEmpty();
        List<Row> rows = rows();
        List<Row> ledger = ledger();
        long writes = writes();
        assertThat(maintain(configured(table))).isEmpty();

        assertThat(rows()).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(ledger()).containsExactlyElementsOf(ledger);
        assertThat(writes()).isEqualTo(writes);
        assertThat(deletions()).containsExactlyInAnyOrder(10L, 0L);
    }

    @Test
    void shouldKeepAllRowsWithoutARetention() throws Exception {
        ingestOldAndNew();
        assertThat(maintain(TestConfigs.table(table, "inventory." + table).build()))
                .isEmpty();

        assertThat(offsets(0)).hasSize(15);
    }

    @Test
    void shouldCountDeletionsOfARunThatDidNotLiveToTellButNoneTwiceAndNoneOfOthers() throws Exception {
        ingestOldAndNew();
        spark.conf().set("spark.databricks.delta.commitInfo.userMetadata", DeletionCounts.MARK);
        spark.sql("DELETE FROM " + name() + " WHERE source_offset < 4");
        spark.conf().unset("spark.databricks.delta.commitInfo.userMetadata");
        spark.sql("DELETE FROM " + name() + " WHERE source_offset = 12");
        assertThat(maintain(configured(table))).isEmpty();
        assertThat(maintain(configured(table))).isEmpty();

        assertThat(offsets(0)).containsExactly(10, 11, 13, 14);
        assertThat(deletions()).containsExactlyInAnyOrder(10L, 0L);
    }

    @Test
    void shouldRemoveFilesThatNoVersionNeeds() throws Exception {
        segments.at(LONG_AGO).land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        assertThat(maintain(configured(table))).isEmpty();
        assertThat(dataFiles()).as("for as long as old versions may be read").isNotEmpty();
        spark.sql("ALTER TABLE " + name()
                + " SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = 'interval 0 hours')");
        spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        try {
            assertThat(maintain(configured(table))).isEmpty();
        } finally {
            spark.conf().unset("spark.databricks.delta.retentionDurationCheck.enabled");
        }

        assertThat(dataFiles()).isEmpty();
    }

    @Test
    void shouldTellWhatLandedButIsNotIngested() throws Exception {
        SegmentKey ingested = segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.landNothing(shard, 10, 12, ORDERS);
        assertThat(run()).isEmpty();
        Shard other = new Shard(table, 2, "inventory.orders", 3);
        SegmentKey waiting = segments.land(other, 5, 9, ORDERS, BronzeOnSpark::order);
        assertThat(maintain(configured(table))).isEmpty();

        assertThat(waiting()).containsExactly(waiting.batchId());
        assertThat(details(audit("MAINTENANCE").get(0)))
                .containsEntry("segments_noted", "3")
                .containsEntry("segments_waiting", "1");
        Row row = ledger().stream()
                .filter(noted -> noted.getAs("batch_id").equals(ingested.batchId()))
                .findFirst()
                .orElseThrow();
        assertThat(row.<Long>getAs("start_offset")).isEqualTo(0);
        assertThat(row.<Long>getAs("end_offset")).isEqualTo(10);
        assertThat(row.<Long>getAs("records_read")).isEqualTo(10);
        assertThat(row.<Long>getAs("rows_landed")).isEqualTo(10);
        assertThat(row.<Long>getAs("rows_ingested")).isEqualTo(10);
        assertThat(row.<Timestamp>getAs("ingested_at").toInstant()).isEqualTo(NOW);

        assertThat(run()).isEmpty();
        assertThat(maintain(configured(table))).isEmpty();
        assertThat(waiting()).isEmpty();
        assertThat(ledger()).hasSize(3);
    }

    @Test
    void shouldOnlyCompareWhatLandedWithWhatIsIngestedWhereNothingElseIsAskedFor() throws Exception {
        ingestOldAndNew();
        long writes = writes();
        SegmentKey waiting = segments.land(shard, 15, 20, ORDERS, BronzeOnSpark::order);
        assertThat(maintainLedger(configured(table))).isEmpty();

        assertThat(ledger()).hasSize(3);
        assertThat(waiting()).containsExactly(waiting.batchId());
        assertThat(writes()).as("no row is deleted").isEqualTo(writes);
        assertThat(audit("MAINTENANCE")).isEmpty();
        assertThat(audit("JOB_STOP"))
                .filteredOn(stop -> details(stop).get("program").equals("MaintenanceJob"))
                .singleElement()
                .satisfies(stop -> assertThat(details(stop))
                        .containsEntry("status." + table, "SUCCESS")
                        .containsEntry("segments_waiting." + table, "1"));

        assertThat(run()).isEmpty();
        assertThat(maintainLedger(configured(table))).isEmpty();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldLeadFromARowToItsSegmentAndToTheBatchThatLoadedIt() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.landNothing(shard, 10, 12, ORDERS);
        segments.land(shard, 12, 15, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        assertThat(maintainLedger(configured(table))).isEmpty();

        spark.sql("USE spark_catalog.inventory_bronze");
        Row row = spark.sql("SELECT r.source_offset, l.start_offset, l.end_offset, a.job_id,"
                        + " a.operation_details['source_ranges'] AS ranges FROM " + table + " AS r"
                        + " JOIN bz_landing_ledger AS l USING (batch_id) JOIN bz_audit_log AS a"
                        + " ON a.operation_type = 'INGEST' AND a.status = 'SUCCESS' AND a.table_name = l.table_name"
                        + " AND a.start_timestamp = r.load_timestamp WHERE r.source_offset = 13")
                .collectAsList()
                .get(0);
        assertThat(row.<Long>getAs("start_offset")).isEqualTo(12);
        assertThat(row.<Long>getAs("end_offset")).isEqualTo(15);
        assertThat(row.<String>getAs("job_id")).isEqualTo("job-1");
        assertThat(row.<String>getAs("ranges")).isEqualTo(shard + ":0-14");
    }

    @Test
    void shouldNoteEachSegmentOnceThoughTwoProgramsDo() throws Exception {
        TablePlan plan = JobPlan.of(
                        config(configured(table)), options(Mode.AVAILABLE_NOW, Map.of()), BronzeReferences.ofProcess())
                .get(0);
        new LandingLedger(spark, plan, new DeltaTables());
        int landed = 40;
        for (int i = 0; i < landed; i++) {
            segments.land(shard, i, i + 1, ORDERS, BronzeOnSpark::order);
        }
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<LandingLedger.Noted> program = () -> {
            SparkSession own = spark.newSession();
            LandingLedger ledger = new LandingLedger(own, plan, new DeltaTables());
            start.await();
            return ledger.note(plan);
        };
        ExecutorService programs = Executors.newFixedThreadPool(2);
        try {
            for (Future<LandingLedger.Noted> noted : programs.invokeAll(List.of(program, program))) {
                assertThat(noted.get().unreadable()).isZero();
            }
        } finally {
            programs.shutdownNow();
        }

        assertThat(ledger())
                .extracting(row -> row.<Long>getAs("start_offset"))
                .containsExactlyElementsOf(LongStream.range(0, landed).boxed().toList());
    }

    @Test
    void shouldNotTakeDeletedRowsForRowsThatWereNeverIngested() throws Exception {
        segments.at(LONG_AGO).land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        assertThat(maintain(configured(table))).isEmpty();
        assertThat(maintain(configured(table))).isEmpty();

        assertThat(offsets(0)).isEmpty();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldNoteWhatLandedForATableThatIsNotThereAndPassOverWhatIsNoSegment() throws Exception {
        SegmentKey landed = segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        Path broken = folder.resolve("landing").resolve(shard.segmentAt(10).path());
        Files.writeString(broken, "not Parquet");
        assertThat(maintain(configured(table), configured(table + "b"))).isEmpty();

        assertThat(waiting()).containsExactly(landed.batchId());
        assertThat(audit("MAINTENANCE"))
                .filteredOn(entry -> entry.getAs("table_name").equals(name()))
                .singleElement()
                .satisfies(entry -> assertThat(details(entry))
                        .containsEntry("segments_noted", "1")
                        .containsEntry("segments_unreadable", "1"));
    }

    @Test
    void shouldSayWhatFailedAndGoOnWithTheNextTable() throws Exception {
        ingestOldAndNew();
        spark.sql("ALTER TABLE " + name() + " SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
        assertThat(maintain(configured(table), configured(table + "b")))
                .singleElement()
                .asString()
                .startsWith(table + ": ");

        assertThat(audit("MAINTENANCE"))
                .extracting(entry -> entry.<String>getAs("status"))
                .containsExactlyInAnyOrder("FAILED", "SUCCESS");
        assertThat(ledger()).as("noted all the same").hasSize(2);
    }

    @Test
    void shouldDeleteNothingBeforeItIsCounted() throws Exception {
        assertThat(maintain(configured(table))).isEmpty();
        ingestOldAndNew();
        spark.sql("ALTER TABLE spark_catalog.inventory_bronze.bz_landing_ledger"
                + " SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
        assertThat(maintain(configured(table))).hasSize(1);

        assertThat(offsets(0)).hasSize(15);
    }

    @Test
    void shouldTellOfDeletionsOnceWhenSomethingElseFailed() throws Exception {
        ingestOldAndNew();
        assertThat(maintainWithTags(configured(table))).hasSize(1);
        assertThat(offsets(0)).hasSize(5);
        assertThat(maintain(configured(table))).isEmpty();

        List<Row> entries = audit("MAINTENANCE");
        assertThat(details(entries.get(0))).doesNotContainKeys("rows_deleted", "table_version");
        assertThat(details(entries.get(1))).containsEntry("rows_deleted", "10");
    }

    @Test
    void shouldGoOnWithTheNextTableWhenOneCannotBeLookedFor() throws Exception {
        Path log = folder.resolve("warehouse/inventory_bronze").resolve(table).resolve("_delta_log");
        Files.createDirectories(log);
        Files.writeString(log.resolve("00000000000000000000.json"), "broken");
        assertThat(maintain(configured(table), configured(table + "b")))
                .singleElement()
                .asString()
                .startsWith(table + ": ");

        assertThat(details(audit("JOB_STOP").get(0)))
                .containsEntry("status." + table, "FAILED")
                .containsEntry("status." + table + "b", "SUCCESS");
    }

    @Test
    void shouldLeaveNoDeletedRowBehindADeletionVector() throws Exception {
        ingestOldAndNew();
        spark.sql("ALTER TABLE " + name() + " SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
        spark.sql("DELETE FROM " + name() + " WHERE source_offset = 12");
        assertThat(rowsInFiles()).as("hidden, but there").isEqualTo(15);
        assertThat(maintain(configured(table))).isEmpty();

        assertThat(offsets(0)).containsExactly(10, 11, 13, 14);
        assertThat(rowsInFiles()).isEqualTo(4);
        Row detail = spark.sql("DESCRIBE DETAIL " + name()).first();
        assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
                .containsEntry("delta.enableDeletionVectors", "false");
    }

    @Test
    void shouldTellThatItFailedAsAWhole() throws Exception {
        ingestOldAndNew();
        Files.writeString(folder.resolve("warehouse/inventory_bronze/bz_landing_ledger"), "no folder");
        assertThatThrownBy(() -> maintain(configured(table))).isNotNull();

        assertThat(audit("JOB_STOP"))
                .filteredOn(stop -> details(stop).get("program").equals("MaintenanceJob"))
                .singleElement()
                .satisfies(stop -> {
                    assertThat(stop.<String>getAs("status")).isEqualTo("FAILED");
                    assertThat(stop.<String>getAs("error_code")).isNotEmpty();
                });
    }

    @Test
    void shouldBringPropertiesUpToDateButForThoseThatSomebodyChanged() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        spark.sql("ALTER TABLE " + name() + " SET TBLPROPERTIES ('delta.logRetentionDuration' = 'interval 90 days')");
        spark.sql("ALTER TABLE " + name() + " UNSET TBLPROPERTIES ('delta.deletedFileRetentionDuration')");
        TableConfig longer = TestConfigs.table(table, "inventory." + table)
                .retention(Period.ofYears(10))
                .build();
        assertThat(maintain(longer)).isEmpty();

        Row detail = spark.sql("DESCRIBE DETAIL " + name()).first();
        assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
                .containsEntry("landfall.retention", "P10Y")
                .containsEntry("delta.logRetentionDuration", "interval 90 days")
                .containsEntry("delta.deletedFileRetentionDuration", "interval 7 days");
    }

    private void ingestOldAndNew() throws InterruptedException {
        segments.at(LONG_AGO).land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.land(shard, 10, 15, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
    }

    private List<Long> deletions() {
        return audit("MAINTENANCE").stream()
                .map(entry -> entry.<Long>getAs("records_affected"))
                .toList();
    }

    private List<String> waiting() {
        return spark
                .sql("SELECT batch_id FROM spark_catalog.inventory_bronze.bz_landing_ledger"
                        + " WHERE rows_ingested < rows_landed")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private List<Row> ledger() {
        return spark.sql("SELECT * FROM spark_catalog.inventory_bronze.bz_landing_ledger ORDER BY batch_id")
                .collectAsList();
    }

    private List<Path> dataFiles() throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("warehouse/inventory_bronze").resolve(table))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }
}
