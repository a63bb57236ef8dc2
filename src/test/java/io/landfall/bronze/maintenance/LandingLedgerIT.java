package io.landfall.bronze.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.SharedTables;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.bronze.plan.JobPlan;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What landed beside what is ingested, on real Spark and Delta. */
class LandingLedgerIT extends SharedTables {
    private static final Instant LONG_AGO = Instant.parse("2018-05-01T10:00:00Z");

    /** Segments of the first run that wait afterwards, by table. */
    private static final Map<String, List<String>> WAITING = new HashMap<>();

    private static SegmentKey ingested;
    private static SegmentKey later;
    private static SegmentKey latest;
    private static SegmentKey absent;
    private static long writesBefore;
    private static long writesAfter;

    @BeforeAll
    static void compareTwice() throws Exception {
        LandingLedgerIT all = new LandingLedgerIT();
        all.open();
        for (String table : List.of("bz_waiting", "bz_compared", "bz_lineage", "bz_deleted", "bz_absent", "bz_empty")) {
            all.configure(configured(table));
        }
        all.at("bz_waiting");
        ingested = all.segments.land(all.shard, 0, 10, ORDERS, BronzeOnSpark::order);
        all.segments.landNothing(all.shard, 10, 12, ORDERS);
        all.at("bz_compared");
        all.segments.at(LONG_AGO).land(all.shard, 0, 10, ORDERS, BronzeOnSpark::order);
        all.segments.land(all.shard, 10, 15, ORDERS, BronzeOnSpark::order);
        all.at("bz_lineage");
        all.segments.land(all.shard, 0, 10, ORDERS, BronzeOnSpark::order);
        all.segments.landNothing(all.shard, 10, 12, ORDERS);
        all.segments.land(all.shard, 12, 15, ORDERS, BronzeOnSpark::order);
        all.at("bz_deleted");
        all.segments.at(LONG_AGO).land(all.shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(all.job(Mode.AVAILABLE_NOW, all.configs("bz_waiting", "bz_compared", "bz_lineage", "bz_deleted"))
                        .run())
                .isEmpty();

        all.at("bz_waiting");
        later = all.segments.land(new Shard(all.table, 2, "inventory.orders", 3), 5, 9, ORDERS, BronzeOnSpark::order);
        all.at("bz_absent");
        absent = all.segments.land(all.shard, 0, 10, ORDERS, BronzeOnSpark::order);
        all.segments.spoil(all.shard.segmentAt(10));
        assertThat(all.maintain(all.configs("bz_waiting", "bz_deleted", "bz_absent", "bz_empty")))
                .isEmpty();
        all.at("bz_compared");
        writesBefore = all.writes();
        latest = all.segments.land(all.shard, 15, 20, ORDERS, BronzeOnSpark::order);
        assertThat(all.maintainLedger(all.configs("bz_compared", "bz_lineage"))).isEmpty();
        writesAfter = all.writes();
        for (String table : List.of("bz_waiting", "bz_compared", "bz_absent")) {
            all.at(table);
            WAITING.put(table, all.waiting());
        }

        assertThat(all.job(Mode.AVAILABLE_NOW, all.configs("bz_waiting", "bz_compared"))
                        .run())
                .isEmpty();
        assertThat(all.maintain(all.configs("bz_waiting", "bz_deleted"))).isEmpty();
        assertThat(all.maintainLedger(all.configs("bz_compared"))).isEmpty();
    }

    @Test
    void shouldTellWhatLandedButIsNotIngested() {
        at("bz_waiting");

        assertThat(WAITING.get(table)).containsExactly(later.batchId());
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
        assertThat(waiting()).as("once it is ingested").isEmpty();
        assertThat(ledger()).hasSize(3);
    }

    @Test
    void shouldOnlyCompareWhatLandedWithWhatIsIngestedWhereNothingElseIsAskedFor() {
        at("bz_compared");

        assertThat(ledger()).hasSize(3);
        assertThat(WAITING.get(table)).containsExactly(latest.batchId());
        assertThat(writesAfter).as("no row is deleted").isEqualTo(writesBefore);
        assertThat(offsets(0)).hasSize(20);
        assertThat(audit("MAINTENANCE")).isEmpty();
        assertThat(audit("JOB_STOP"))
                .extracting(BronzeOnSpark::details)
                .filteredOn(details -> details.containsKey("segments_waiting." + table))
                .allSatisfy(details -> assertThat(details)
                        .containsEntry("program", "MaintenanceJob")
                        .containsEntry("status." + table, "SUCCESS"))
                .extracting(details -> details.get("segments_waiting." + table))
                .containsExactly("1", "0");
        assertThat(waiting()).as("once it is ingested").isEmpty();
    }

    @Test
    void shouldLeadFromARowToItsSegmentAndToTheBatchThatLoadedIt() {
        at("bz_lineage");

        Row row = spark.sql("SELECT r.source_offset, l.start_offset, l.end_offset, a.job_id,"
                        + " a.operation_details['source_ranges'] AS ranges FROM inventory_bronze.bz_lineage AS r"
                        + " JOIN inventory_bronze.bz_landing_ledger AS l USING (batch_id)"
                        + " JOIN inventory_bronze.bz_audit_log AS a"
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
        at("bz_contended");
        TablePlan plan = JobPlan.of(
                        config(configured(table)), options(Mode.AVAILABLE_NOW, Map.of()), BronzeReferences.ofProcess())
                .get(0);
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
    void shouldNotTakeDeletedRowsForRowsThatWereNeverIngested() {
        at("bz_deleted");

        assertThat(offsets(0)).isEmpty();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldNoteWhatLandedForATableThatIsNotThereAndPassOverWhatIsNoSegment() {
        at("bz_absent");

        assertThat(WAITING.get(table)).containsExactly(absent.batchId());
        assertThat(audit("MAINTENANCE")).singleElement().satisfies(entry -> assertThat(details(entry))
                .containsEntry("segments_noted", "1")
                .containsEntry("segments_unreadable", "1"));
    }

    private List<String> waiting() {
        return ledger().stream()
                .filter(noted -> noted.<Long>getAs("rows_ingested") < noted.<Long>getAs("rows_landed"))
                .map(noted -> noted.<String>getAs("batch_id"))
                .toList();
    }
}
