package io.landfall.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.landing.store.LocalObjectStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table that is none of ours, written by Spark and read without it. */
class DeltaTableIT extends BronzeOnSpark {
    private static final int FIRST = 40;
    /** Each further one in a commit of its own: more than there are between checkpoints. */
    private static final int ROWS = 52;

    private final List<String> read = new ArrayList<>();
    private long inLog;
    private int files;

    @Test
    void shouldReadWhatSparkWroteRemovedAndCheckpointed() {
        String name = "spark_catalog.inventory_bronze." + table;
        spark.sql("CREATE SCHEMA IF NOT EXISTS spark_catalog.inventory_bronze LOCATION '"
                + folder.resolve("warehouse/inventory_bronze") + "'");
        spark.sql("CREATE TABLE " + name + " (at BIGINT, name STRING, more INT) USING DELTA"
                + " TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
        String insert =
                "INSERT INTO " + name + " SELECT id, IF(id = 3, NULL, concat('row ', id)), 1 FROM range(%d, %d)";
        spark.sql(insert.formatted(0, FIRST));
        for (int row = FIRST; row < ROWS; row++) {
            spark.sql(insert.formatted(row, row + 1));
        }
        spark.sql("DELETE FROM " + name + " WHERE at >= 10 AND at < 20");

        DeltaSnapshot newest = new DeltaTable(
                        new LocalObjectStore(folder.resolve("warehouse")), "inventory_bronze/" + table)
                .newest()
                .orElseThrow();
        assertThat(newest.version()).isEqualTo(1 + ROWS - FIRST + 1);
        assertThat(newest.columns()).containsEntry("at", "long").containsEntry("name", "string");
        assertThat(newest.properties()).containsEntry("delta.enableDeletionVectors", "true");
        newest.files(file -> inLog += file.rows().orElseThrow());
        assertThat(inLog).isEqualTo(ROWS - 10);
        newest.read(List.of("name", "at"), new RowVisitor() {
            @Override
            public void row(DeltaRow row) {
                read.add(row.isNull(0) ? "none of " + row.number(1) : row.text(0));
            }

            @Override
            public void endOfFile() {
                files++;
            }
        });
        assertThat(read)
                .hasSize(ROWS - 10)
                .contains("row 0", "none of 3", "row 51")
                .doesNotContain("row 10");
        assertThat(files).isPositive();
    }
}
