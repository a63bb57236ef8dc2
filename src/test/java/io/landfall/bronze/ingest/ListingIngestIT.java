package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.TableName;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bronze job without a stream. */
class ListingIngestIT extends BronzeOnSpark {

    @Test
    void shouldLoadEachSegmentOnceAndTellOfEachBatch() throws Exception {
        Shard other = new Shard(table, 1, "inventory.orders", 1);
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.land(other, 0, 3, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        segments.land(shard, 10, 12, ORDERS, BronzeOnSpark::order);
        segments.landNothing(shard, 12, 20, ORDERS);
        assertThat(load()).isEmpty();
        segments.land(shard, 20, 21, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(concat(range(0, 12), List.of(20)));
        assertThat(offsets(1)).isEqualTo(range(0, 3));
        List<Row> batches = audit();
        assertThat(batches)
                .extracting(entry -> entry.<Long>getAs("records_affected"))
                .containsExactly(13L, 2L, 1L);
        assertThat(details(batches.get(1)))
                .containsEntry("files", "2")
                .containsEntry("files_already_loaded", "0")
                .containsEntry("source_ranges", shard + ":10-11");
        assertThat(checkpoint()).doesNotExist();
    }

    @Test
    void shouldDoNothingWhereNothingHasLandedSince() throws Exception {
        assertThat(load()).isEmpty();
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.landNothing(shard, 10, 20, ORDERS);
        assertThat(load()).isEmpty();
        long version = version();

        assertThat(load()).isEmpty();

        assertThat(version()).isEqualTo(version);
        assertThat(audit()).hasSize(1);
    }

    @Test
    void shouldLoadASegmentWithoutRowsOnlyOnceThoughItIsAlone() throws Exception {
        segments.landNothing(shard, 0, 10, ORDERS);
        assertThat(load()).isEmpty();
        assertThat(load()).isEmpty();
        segments.land(shard, 10, 12, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();

        assertThat(audit())
                .extracting(entry -> entry.<Long>getAs("records_affected"))
                .containsExactly(0L, 2L);
        assertThat(offsets(0)).isEqualTo(range(10, 12));
    }

    @Test
    void shouldTakeOverFromAStreamAndGiveBackToIt() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        segments.land(shard, 20, 30, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        assertThat(offsets(0)).isEqualTo(range(0, 30));

        segments.land(shard, 30, 40, ORDERS, BronzeOnSpark::order);
        assertThat(run()).as("the stream still has its checkpoint").isEmpty();
        assertThat(offsets(0)).isEqualTo(range(0, 40));

        segments.land(shard, 40, 50, ORDERS, BronzeOnSpark::order);
        assertThat(load())
                .as("its last commit is older than what the stream loaded")
                .isEmpty();
        assertThat(load()).isEmpty();
        assertThat(offsets(0)).isEqualTo(range(0, 50));
    }

    @Test
    void shouldLoadAgainWhatATableLostThatWasSetBack() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        long version = version();
        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();

        spark.sql("RESTORE TABLE " + name() + " TO VERSION AS OF " + version);
        assertThat(offsets(0)).isEqualTo(range(0, 10));
        segments.land(shard, 20, 25, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(range(0, 25));
    }

    @Test
    void shouldLoadAgainWhatWasDeletedOnceItIsToldToCompare() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        spark.sql("DELETE FROM " + name() + " WHERE source_offset < 10");
        assertThat(load()).isEmpty();
        assertThat(offsets(0)).as("deleted rows stay deleted").isEqualTo(range(10, 20));

        spark.sql("ALTER TABLE " + name() + " UNSET TBLPROPERTIES ('landfall.stream')");
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(range(0, 20));
        assertThat(audit("INGEST"))
                .extracting(entry -> details(entry).get("files_already_loaded"))
                .containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void shouldFindItsLastCommitBelowMany() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        for (int i = 0; i < 11; i++) {
            spark.sql("COMMENT ON TABLE " + name() + " IS '" + i + "'");
        }
        LoadCommit last = last();
        segments.land(shard, 10, 12, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();

        LoadCommit next = last();
        assertThat(next.query()).isEqualTo(last.query());
        assertThat(next.number()).isEqualTo(last.number() + 1);
        assertThat(offsets(0)).isEqualTo(range(0, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "load", "stream"})
    void shouldNotLoadTwiceWhatTwoRunsLoadAtOnce(String before) throws Exception {
        segments.land(shard, 0, 1, ORDERS, BronzeOnSpark::order);
        if (!before.equals("nobody")) {
            assertThat(before.equals("load") ? load() : run()).isEmpty();
        }
        for (int offset = 1; offset < 13; offset++) {
            segments.land(shard, offset, offset + 1, ORDERS, BronzeOnSpark::order);
        }
        BronzeOptions options = options(Mode.AVAILABLE_NOW, Kind.LISTING, 2, Map.of());
        CompletableFuture<List<String>> first = async(job(options, NOW.plusSeconds(1), configured(table))::run);
        CompletableFuture<List<String>> second = async(job(options, NOW.plusSeconds(2), configured(table))::run);
        // One of them may find the other in its way until it gives up.
        first.join();
        second.join();
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(range(0, 13));
        assertThat(audit().stream()
                        .filter(entry -> entry.<String>getAs("status").equals("SUCCESS"))
                        .mapToLong(entry -> entry.<Long>getAs("records_affected"))
                        .sum())
                .as("rows that the audit log tells of")
                .isEqualTo(13);
    }

    @Test
    void shouldNotDoubleWhatWasLoadedBesideAStreamThatSlept() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        BronzeRun stream = job(Mode.CONTINUOUS, configured(table));
        CompletableFuture<List<String>> running = async(stream::run);
        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        awaitOffsets(20);
        spark.sql("ALTER TABLE " + name() + " SET TBLPROPERTIES ('landfall.stream' = 'load/somebody')");
        segments.land(shard, 20, 30, ORDERS, BronzeOnSpark::order);
        awaitOffsets(30);
        stream.stop();

        assertThat(running.join()).isEmpty();
        assertThat(spark.sql("SHOW TBLPROPERTIES " + name() + " ('landfall.stream')")
                        .first()
                        .getString(1))
                .as("the stream has met the table anew")
                .doesNotStartWith("load/");
        assertThat(load()).isEmpty();
        assertThat(offsets(0)).isEqualTo(range(0, 30));
    }

    @Test
    void shouldTakeOverATableThatWasSetBackUnderItsStream() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        long version = version();
        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        spark.sql("RESTORE TABLE " + name() + " TO VERSION AS OF " + version);

        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(range(0, 20));
        assertThat(audit("INGEST"))
                .extracting(entry -> entry.<String>getAs("status"))
                .containsOnly("SUCCESS");
    }

    @Test
    void shouldNotGoOnFromACommitThatBeganBeforeTheTableWasSetBack() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        long version = version();
        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        LoadCommit note = last();
        // A load that resumed after offset 20, commits after somebody sets the table back to 10.
        spark.sql("RESTORE TABLE " + name() + " TO VERSION AS OF " + version);
        Shard other = new Shard(table, 1, "inventory.orders", 1);
        LoadCommit late = new LoadCommit(
                note.query(), note.number() + 1, version() - 1, note.positions(), note.entry(), note.application());
        spark.sql("SELECT * FROM " + name())
                .limit(0)
                .write()
                .format("delta")
                .mode("append")
                .option("userMetadata", late.toJson())
                .saveAsTable(name());
        segments.land(other, 0, 3, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(range(0, 20));
        assertThat(offsets(1)).isEqualTo(range(0, 3));
    }

    @Test
    void shouldNotTakeACopyInATablesFolderForASegment() throws Exception {
        SegmentKey key = segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        Path root = folder.resolve("landing");
        for (String copy : List.of("backup/" + key.path(), "g0001/backup/" + key.path())) {
            Path file = root.resolve(table).resolve(copy);
            Files.createDirectories(file.getParent());
            Files.copy(root.resolve(key.path()), file);
        }
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(range(0, 10));
    }

    private void awaitOffsets(int end) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> spark.catalog().tableExists(name()) && offsets(0).equals(range(0, end)));
    }

    @Test
    void shouldGoOnUntilItIsStopped() throws Exception {
        BronzeRun job = job(options(Mode.CONTINUOUS, Kind.LISTING, Map.of()), configured(table));
        CompletableFuture<List<String>> running = async(job::run);
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        awaitOffsets(10);
        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        awaitOffsets(20);
        job.stop();

        assertThat(running.join()).isEmpty();
        assertThat(offsets(0)).isEqualTo(range(0, 20));
    }

    @Test
    void shouldSayWhatIsWrongWithASegmentAndLoadItOnceItIsMended() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.spoil(shard.segmentAt(10));
        assertThat(load()).singleElement().asString().startsWith(table + ": ");
        assertThat(audit("INGEST")).as("one of each try").hasSize(2).allSatisfy(entry -> {
            assertThat(entry.<String>getAs("status")).isEqualTo("FAILED");
            assertThat(details(entry).get("file_names"))
                    .contains(shard.segmentAt(10).path());
        });

        segments.land(shard, 10, 20, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(range(0, 20));
    }

    private LoadCommit last() {
        return LoadCommits.of(spark, new TableName("spark_catalog", "inventory_bronze", table))
                .last()
                .orElseThrow();
    }

    private long version() {
        return spark.sql("DESCRIBE HISTORY " + name() + " LIMIT 1").first().getAs("version");
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Integer> concat(List<Integer> a, List<Integer> b) {
        return IntStream.concat(a.stream().mapToInt(i -> i), b.stream().mapToInt(i -> i))
                .boxed()
                .toList();
    }

    private static <T> CompletableFuture<T> async(Callable<T> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }
}
