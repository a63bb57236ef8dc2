package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.segment.ParquetSource;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the bronze job does when segments, or its checkpoint, are lost. */
class BronzeRecoveryIT extends BronzeOnSpark {

    @Test
    void shouldFailABatchWhoseSegmentIsGoneUntilItIsBack() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        SegmentKey gone = planThenDelete(10);
        segments.land(shard, 20, 30, ORDERS, BronzeOnSpark::order);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(run()).singleElement().asString().startsWith(table + ": segment " + gone.path() + " is gone");
        }
        assertThat(offsets(0)).hasSize(10);
        List<Row> failures = auditWith("FAILED");
        assertThat(failures.subList(failures.size() - 2, failures.size())).allSatisfy(entry -> {
            assertThat(entry.<String>getAs("error_message")).contains(gone.path());
            assertThat(details(entry).get("file_names")).contains(gone.path());
        });

        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        assertThat(offsets(0)).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellTheAuditLogOfEachFailureThoughItIsInNoBatch() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        Files.writeString(checkpoint().resolve("metadata"), "no JSON");
        assertThat(run()).hasSize(1);

        List<Row> failures = auditWith("FAILED");
        assertThat(failures)
                .extracting(entry -> details(entry).get("failures_in_a_row"), entry -> details(entry)
                        .get("starts_again_in"))
                .containsExactlyInAnyOrder(tuple("1", "PT0.01S"), tuple("2", null));
        assertThat(failures).allSatisfy(entry -> {
            assertThat(entry.<String>getAs("table_name")).isEqualTo(name());
            assertThat(entry.<String>getAs("error_code")).isNotEmpty();
            assertThat(entry.<String>getAs("error_message")).isNotEmpty();
        });
    }

    @Test
    void shouldNotTakeAFolderThatIsGoneForOneThatNeverWas() throws Exception {
        SegmentKey gone = planThenDelete(0);
        delete(folder.resolve("landing"));

        assertThat(run()).singleElement().asString().contains(gone.path());
    }

    @Test
    void shouldNameASegmentThatVanishesWhileItIsRead() throws Throwable {
        SegmentKey gone = segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        Path file = folder.resolve("landing").resolve(gone.path());
        lenient(() -> {
            Dataset<Row> rows = new ParquetSource().rows(spark.emptyDataFrame(), List.of(file.toString()));
            Files.delete(file);
            assertThatThrownBy(rows::count).satisfies(failure -> {
                assertThat(SparkFailures.message(failure)).startsWith("segment " + gone.path() + " is gone");
                assertThat(SparkFailures.isFinal(failure)).isTrue();
            });
        });
    }

    @Test
    void shouldSkipNeitherABrokenSegmentNorAMissingOneThoughSparkIsToldTo() throws Throwable {
        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        lenient(() -> {
            SegmentKey gone = planThenDelete(0);
            assertThat(run()).singleElement().asString().contains(gone.path());
        });
    }

    @Test
    void shouldCreateATableThatAKilledJobHadBegunToCreate() throws Exception {
        Path log = Files.createDirectories(folder.resolve("warehouse")
                .resolve("inventory_bronze")
                .resolve(table)
                .resolve("_delta_log"));
        Files.createDirectories(log.resolve("_staged_commits"));
        Files.writeString(log.resolve(".00000000000000000000.json.0a1b.tmp"), "{");
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);

        assertThat(run()).isEmpty();

        assertThat(offsets(0)).hasSize(10);
    }

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

    /** A segment that the stream planned a batch with, and which is gone when the batch is tried again. */
    private SegmentKey planThenDelete(long start) throws Exception {
        SegmentKey key = shard.segmentAt(start);
        Path file = folder.resolve("landing").resolve(key.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not Parquet");
        assertThat(run()).isNotEmpty();
        Files.delete(file);
        return key;
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

    /** With settings that make Spark pass over files. */
    private static void lenient(ThrowingCallable action) throws Throwable {
        List<String> settings = List.of("spark.sql.files.ignoreMissingFiles", "spark.sql.files.ignoreCorruptFiles");
        settings.forEach(setting -> spark.conf().set(setting, "true"));
        try {
            action.call();
        } finally {
            settings.forEach(spark.conf()::unset);
        }
    }

    private List<Row> auditWith(String status) {
        return audit().stream()
                .filter(entry -> entry.<String>getAs("status").equals(status))
                .toList();
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
