package io.landfall.bronze.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.SharedTables;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Retention of rows, on real Spark and Delta. */
class MaintenanceIT extends SharedTables {
    private static final Instant LONG_AGO = Instant.parse("2018-05-01T10:00:00Z");
    private static final List<String> TABLES = List.of("bz_twice", "bz_crashed", "bz_tags");

    /** What the run with tags, which Spark refuses, and the one after it said. */
    private static List<String> withTags;

    /** Of the table that the last run took again, before it did. */
    private static List<Row> rowsBefore;

    private static List<Row> ledgerBefore;
    private static long writesBefore;

    @BeforeAll
    static void maintainThrice() throws Exception {
        MaintenanceIT all = new MaintenanceIT();
        all.open();
        for (String table : TABLES) {
            all.landOldAndNew(table);
            all.configure(configured(table));
        }
        all.landOldAndNew("bz_keep");
        all.configure(all.table().compliance("GDPR", "CCPA").build());
        assertThat(all.job(Mode.AVAILABLE_NOW, all.configs()).run()).isEmpty();
        all.deleteAsARunThatCrashedAndAsSomebodyElse();

        withTags = all.maintainWithTags(all.configs("bz_tags"));
        all.at("bz_tags");
        assertThat(all.offsets(0)).as("deleted, though the run failed").hasSize(5);
        assertThat(all.maintain(all.configs())).isEmpty();

        all.at("bz_twice");
        rowsBefore = all.rows();
        ledgerBefore = all.ledger();
        writesBefore = all.writes();
        assertThat(all.maintain(all.configs("bz_twice", "bz_crashed"))).isEmpty();
    }

    @Test
    void shouldDeleteRowsWhoseRetentionIsOverAndTellTheAuditLog() {
        at("bz_twice");

        assertThat(offsets(0)).containsExactly(10, 11, 12, 13, 14);
        Row entry = audit("MAINTENANCE").get(0);
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
    void shouldChangeNothingTheSecondTime() {
        at("bz_twice");

        assertThat(rows()).hasSize(5).containsExactlyInAnyOrderElementsOf(rowsBefore);
        assertThat(ledger()).hasSize(2).containsExactlyElementsOf(ledgerBefore);
        assertThat(writes()).isEqualTo(writesBefore);
        assertThat(deletions()).containsExactly(10L, 0L);
    }

    @Test
    void shouldKeepAllRowsWithoutARetention() {
        at("bz_keep");

        assertThat(offsets(0)).hasSize(15);
    }

    @Test
    void shouldCountDeletionsOfARunThatDidNotLiveToTellButNoneTwiceAndNoneOfOthers() {
        at("bz_crashed");

        assertThat(offsets(0)).containsExactly(10, 11, 13, 14);
        assertThat(deletions()).containsExactly(10L, 0L);
    }

    private void deleteAsARunThatCrashedAndAsSomebodyElse() {
        at("bz_crashed");
        spark.conf().set("spark.databricks.delta.commitInfo.userMetadata", DeletionCounts.MARK);
        spark.sql("DELETE FROM " + name() + " WHERE source_offset < 4");
        spark.conf().unset("spark.databricks.delta.commitInfo.userMetadata");
        spark.sql("DELETE FROM " + name() + " WHERE source_offset = 12");
    }

    @Test
    void shouldTellOfDeletionsOnceWhenSomethingElseFailed() {
        assertThat(withTags).hasSize(1);
        at("bz_tags");

        assertThat(offsets(0)).hasSize(5);
        List<Row> entries = audit("MAINTENANCE");
        assertThat(details(entries.get(0))).doesNotContainKeys("rows_deleted", "table_version");
        assertThat(details(entries.get(1))).containsEntry("rows_deleted", "10");
    }

    private void landOldAndNew(String name) {
        at(name);
        segments.at(LONG_AGO).land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.land(shard, 10, 15, ORDERS, BronzeOnSpark::order);
    }

    private List<Long> deletions() {
        return audit("MAINTENANCE").stream()
                .map(entry -> entry.<Long>getAs("records_affected"))
                .toList();
    }
}
