package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.landing.segment.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What the bronze job does when its checkpoint is lost, or when a batch crashed halfway. */
class CheckpointLossIT extends BronzeOnSpark {
    @Test
    void shouldAddNoRowAgainWhenItsCheckpointIsLost() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.landNothing(shard, 10, 15, ORDERS);
        assertThat(run()).isEmpty();
        segments.land(new Shard(table, 1, "inventory.orders", 1), 0, 7, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        List<Row> before = rows();

        delete(checkpoint());
        assertThat(run()).isEmpty();

        assertThat(rows()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(lastIngested())
                .containsEntry("files", "3")
                .containsEntry("files_already_loaded", "2")
                .containsEntry("rows", "0");
    }

    @Test
    void shouldAddOnlyWhatIsNewWhenItsCheckpointIsLost() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        assertThat(lastIngested()).containsEntry("files_already_loaded", "0");

        delete(checkpoint());
        segments.land(shard, 10, 15, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        assertThat(offsets(0)).hasSize(15).doesNotHaveDuplicates();
        assertThat(lastIngested())
                .containsEntry("files", "2")
                .containsEntry("files_already_loaded", "1")
                .containsEntry("source_ranges", shard + ":10-14")
                .containsEntry("rows", "5");

        delete(checkpoint());
        segments.land(shard, 15, 20, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        assertThat(offsets(0)).hasSize(20).doesNotHaveDuplicates();
        assertThat(lastIngested()).containsEntry("files_already_loaded", "2").containsEntry("rows", "5");
    }

    @Test
    void shouldNotSearchATableThatKnewNoOtherCheckpoint() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        makeUnreadable();
        segments.land(shard, 10, 15, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
    }

    @Test
    void shouldSearchItsTableOnlyForSegmentsThatMayBeOlderThanItsCheckpoint() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        delete(checkpoint());
        delete(folder.resolve("landing"));
        segments.landNothing(shard, 10, 15, ORDERS);
        assertThat(run()).isEmpty();
        makeUnreadable();

        segments.at(NOW.plus(Duration.ofMinutes(31))).land(shard, 15, 20, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        segments.at(NOW.plus(Duration.ofMinutes(29))).land(shard, 20, 25, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isNotEmpty();
    }

    @Test
    void shouldTellTheAuditLogOfRowsWhoseBatchCrashedBeforeItCould() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        crashBetweenRowsAndAudit();
        assertThat(run()).isEmpty();

        assertThat(offsets(0)).hasSize(10).doesNotHaveDuplicates();
        assertThat(lastIngested()).containsEntry("files_already_loaded", "0").containsEntry("rows", "10");
    }

    @Test
    void shouldTellItsOwnRowsFromThoseBeforeItsCheckpointWasLost() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        delete(checkpoint());
        segments.land(shard, 10, 15, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        crashBetweenRowsAndAudit();
        assertThat(run()).isEmpty();

        assertThat(offsets(0)).hasSize(15).doesNotHaveDuplicates();
        assertThat(lastIngested())
                .containsEntry("files_already_loaded", "1")
                .containsEntry("rows", "5")
                .containsEntry("source_ranges", shard + ":10-14");
    }

    private void makeUnreadable() throws IOException {
        try (Stream<Path> files =
                Files.list(folder.resolve("warehouse/inventory_bronze").resolve(table))) {
            files.filter(file -> file.toString().endsWith(".parquet"))
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** As a crash leaves it: the first batch's rows are there; neither the audit log nor the checkpoint knows of them. */
    private void crashBetweenRowsAndAudit() throws IOException {
        spark.sql("DROP TABLE spark_catalog.inventory_bronze.bz_audit_log");
        delete(folder.resolve("warehouse/inventory_bronze/bz_audit_log"));
        Files.delete(checkpoint().resolve("commits/0"));
    }

    /** The details of the newest batch of the newest checkpoint. */
    private Map<String, String> lastIngested() {
        Row entry = spark.sql(
                        "SELECT * FROM spark_catalog.inventory_bronze.bz_audit_log WHERE operation_type = 'INGEST' AND status = 'SUCCESS'"
                                + " ORDER BY operation_details['query_id'] = '" + queryId()
                                + "' DESC, CAST(operation_details['batch_id'] AS INT) DESC LIMIT 1")
                .first();
        assertThat(details(entry)).containsEntry("query_id", queryId());
        assertThat(Long.toString(entry.<Long>getAs("records_affected")))
                .isEqualTo(details(entry).get("rows"));
        return details(entry);
    }

    private String queryId() {
        return spark.read()
                .json(checkpoint().resolve("metadata").toString())
                .first()
                .getAs("id");
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
