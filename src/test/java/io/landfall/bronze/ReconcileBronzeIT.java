package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.landing.store.ObjectStore;
import io.landfall.reconcile.BronzeSource.Batch;
import io.landfall.reconcile.DeltaBronze;
import io.landfall.reconcile.Finding;
import io.landfall.reconcile.FindingKind;
import io.landfall.reconcile.KafkaState;
import io.landfall.reconcile.ReconcileException;
import io.landfall.reconcile.Reconciliation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bronze tables that the real job wrote, damaged with Spark, and read without it. */
class ReconcileBronzeIT extends BronzeOnSpark {
    @BeforeEach
    void ingest() throws InterruptedException {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.landNothing(shard, 10, 15, ORDERS);
        segments.land(shard, 15, 20, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
    }

    private DeltaBronze bronze() {
        return new DeltaBronze(new LocalObjectStore(folder.resolve("warehouse")), "inventory_bronze");
    }

    private List<Finding> findings() {
        LandfallConfig config = TestConfigs.config()
                .with(TestConfigs.table(table, shard.topic()).build());
        ObjectStore landing = new LocalObjectStore(folder.resolve("landing"));
        return new Reconciliation(
                        config,
                        new Reconciliation.Sources(
                                new KafkaState("inventory", shard.topic())
                                        .log(0, 0, 20)
                                        .committed(0, 20),
                                landing,
                                Optional.of(bronze()),
                                Clock.fixed(NOW, ZoneOffset.UTC),
                                (name, objects) -> {}),
                        new Reconciliation.Options(false, true))
                .check(config.tables().values())
                .findings();
    }

    private Finding onlyFinding(FindingKind kind) {
        List<Finding> findings = findings();
        assertThat(findings).extracting(Finding::kind).containsExactly(kind);
        return findings.get(0);
    }

    private void sql(String statement) {
        spark.sql(statement.formatted(name()));
    }

    @Test
    void shouldFindNothingInWhatTheJobWrote() {
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFindARowThatWasRemoved(boolean deletionVectors) {
        sql("ALTER TABLE %s SET TBLPROPERTIES ('delta.enableDeletionVectors' = '" + deletionVectors + "')");
        sql("DELETE FROM %s WHERE source_offset = 3");

        Finding found = onlyFinding(FindingKind.ROWS_MISSING);
        assertThat(found.detail()).isEqualTo("the segment has 10 rows, bronze 9 of 9 offsets");
        assertThat(found.objects()).containsExactly(shard.segmentAt(0).path());
    }

    @Test
    void shouldFindARowThatWasDoubled() {
        sql("INSERT INTO %1$s SELECT * FROM %1$s WHERE source_offset = 17");

        Finding found = onlyFinding(FindingKind.ROWS_DOUBLED);
        assertThat(found.detail()).isEqualTo("the segment has 5 rows, bronze 6 of 5 offsets");
        assertThat(found.objects()).containsExactly(shard.segmentAt(15).path());
    }

    @Test
    void shouldFindABatchThatWasRemoved() {
        sql("DELETE FROM %s WHERE source_offset >= 15");

        assertThat(onlyFinding(FindingKind.NOT_INGESTED).detail()).isEqualTo("1 segment with 5 rows");
    }

    @Test
    void shouldFindRowsOfNoSegment() {
        spark.table(name())
                .where("source_offset = 1")
                .withColumn("batch_id", functions.lit("by hand"))
                .write()
                .format("delta")
                .mode("append")
                .saveAsTable(name());

        assertThat(onlyFinding(FindingKind.BATCH_UNKNOWN).objects()).containsExactly("by hand");
    }

    @Test
    void shouldReadATableThatWasRewrittenAndCheckpointed() {
        sql("ALTER TABLE %s SET TBLPROPERTIES ('delta.checkpointInterval' = '1')");
        sql("OPTIMIZE %s");
        sql("INSERT INTO %1$s SELECT * FROM %1$s WHERE source_offset = 2");
        sql("DELETE FROM %s WHERE source_offset = 2");
        sql("OPTIMIZE %s");

        assertThat(onlyFinding(FindingKind.ROWS_MISSING).detail())
                .isEqualTo("the segment has 10 rows, bronze 9 of 9 offsets");
    }

    @Test
    void shouldReadATableWithEveryTypeAndWidenedColumns() throws Exception {
        Schema all = AllTypes.SCHEMA;
        table = table + "all";
        shard = new Shard(table, 1, "inventory.orders", 0);
        segments.land(shard, 0, 2, all, AllTypes::fill);
        assertThat(run()).isEmpty();
        sql("ALTER TABLE %s SET TBLPROPERTIES ('delta.enableTypeWidening' = 'true')");
        sql("ALTER TABLE %s ALTER COLUMN source_partition TYPE BIGINT");

        List<Batch> batches = new ArrayList<>();
        bronze().read(table, batches::add);
        assertThat(batches).containsExactly(new Batch(shard.segmentAt(0).batchId(), 2, 2, 0, 1));
    }

    @Test
    void shouldReadNothingWhereNothingWasIngested() {
        List<Batch> batches = new ArrayList<>();
        bronze().read("not_there", batches::add);

        assertThat(batches).isEmpty();
    }

    @Test
    void shouldSayThatATableIsNotOneOfOurs() {
        spark.sql("CREATE TABLE spark_catalog.inventory_bronze.other USING DELTA AS SELECT 1 AS id");

        assertThatThrownBy(() -> bronze().read("other", batch -> {}))
                .isInstanceOf(ReconcileException.class)
                .hasMessageEndingWith("it has no column batch_id");
    }
}
