package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.segment.ParquetSource;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.landing.segment.SegmentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the bronze job does when segments are lost. */
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

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
