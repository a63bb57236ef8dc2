package io.landfall.bronze.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.SharedTables;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The steps of maintenance, and what becomes of the others when one fails, on real Spark and Delta. */
class MaintenanceStepsIT extends SharedTables {
    private static final Instant LONG_AGO = Instant.parse("2018-05-01T10:00:00Z");
    private static final List<String> TABLES = List.of("bz_vacuum", "bz_append_only", "bz_vectors");

    /** What the first of two runs said. */
    private static List<String> first;

    @BeforeAll
    static void maintainTwice() throws Exception {
        MaintenanceStepsIT all = new MaintenanceStepsIT();
        all.open();
        for (String table : TABLES) {
            all.landOldAndNew(table);
            all.configure(configured(table));
        }
        all.landOldAndNew("bz_properties");
        all.configure(all.table()
                .compliance("GDPR", "CCPA")
                .retention(Period.ofYears(10))
                .build());
        assertThat(all.job(Mode.AVAILABLE_NOW, all.configs()).run()).isEmpty();
        all.alter("bz_append_only", "SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
        all.hideARowBehindADeletionVector();
        all.alter("bz_properties", "SET TBLPROPERTIES ('delta.logRetentionDuration' = 'interval 90 days')");
        all.alter("bz_properties", "UNSET TBLPROPERTIES ('delta.deletedFileRetentionDuration')");
        all.breakTheLog("bz_broken");
        all.configure(configured("bz_broken"));

        first = all.maintain(all.configs());

        all.at("bz_vacuum");
        assertThat(all.dataFiles())
                .as("for as long as old versions may be read")
                .hasSizeGreaterThan(1);
        all.alter("bz_vacuum", "SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = 'interval 0 hours')");
        spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        try {
            assertThat(all.maintain(all.configs("bz_vacuum"))).isEmpty();
        } finally {
            spark.conf().unset("spark.databricks.delta.retentionDurationCheck.enabled");
        }
    }

    @Test
    void shouldRemoveFilesThatNoVersionNeeds() throws Exception {
        at("bz_vacuum");

        assertThat(dataFiles()).as("that of the rows that stay").hasSize(1);
        assertThat(offsets(0)).hasSize(5);
    }

    @Test
    void shouldSayWhatFailedAndGoOnWithTheNextTable() {
        assertThat(first)
                .hasSize(2)
                .anySatisfy(failed -> assertThat(failed).startsWith("bz_append_only: "))
                .anySatisfy(failed -> assertThat(failed).startsWith("bz_broken: "));
        at("bz_append_only");

        assertThat(audit("MAINTENANCE"))
                .extracting(entry -> entry.<String>getAs("status"))
                .containsExactly("FAILED");
        assertThat(ledger()).as("noted all the same").hasSize(2);
    }

    @Test
    void shouldGoOnWithTheNextTableWhenOneCannotBeLookedFor() {
        assertThat(audit("JOB_STOP"))
                .extracting(BronzeOnSpark::details)
                .filteredOn(details -> details.containsKey("status.bz_broken"))
                .singleElement()
                .satisfies(details -> assertThat(details)
                        .containsEntry("status.bz_broken", "FAILED")
                        .containsEntry("status.bz_vectors", "SUCCESS"));
    }

    private void breakTheLog(String table) throws IOException {
        Path log = folder.resolve("warehouse/inventory_bronze").resolve(table).resolve("_delta_log");
        Files.createDirectories(log);
        Files.writeString(log.resolve("00000000000000000000.json"), "broken");
    }

    @Test
    void shouldLeaveNoDeletedRowBehindADeletionVector() throws Exception {
        at("bz_vectors");

        assertThat(offsets(0)).containsExactly(10, 11, 13, 14);
        assertThat(rowsInFiles()).isEqualTo(4);
        assertThat(properties()).containsEntry("delta.enableDeletionVectors", "false");
    }

    private void hideARowBehindADeletionVector() throws Exception {
        alter("bz_vectors", "SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
        spark.sql("DELETE FROM " + name() + " WHERE source_offset = 12");
        assertThat(rowsInFiles()).as("hidden, but there").isEqualTo(15);
    }

    @Test
    void shouldBringPropertiesUpToDateButForThoseThatSomebodyChanged() {
        at("bz_properties");

        assertThat(properties())
                .containsEntry("landfall.retention", "P10Y")
                .containsEntry("delta.logRetentionDuration", "interval 90 days")
                .containsEntry("delta.deletedFileRetentionDuration", "interval 7 days");
    }

    private void landOldAndNew(String name) {
        at(name);
        segments.at(LONG_AGO).land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.land(shard, 10, 15, ORDERS, BronzeOnSpark::order);
    }

    private void alter(String name, String change) {
        at(name);
        spark.sql("ALTER TABLE " + name() + " " + change);
    }

    private Map<String, String> properties() {
        Row detail = spark.sql("DESCRIBE DETAIL " + name()).first();
        return detail.getJavaMap(detail.fieldIndex("properties"));
    }

    private List<Path> dataFiles() throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("warehouse/inventory_bronze").resolve(table))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }
}
