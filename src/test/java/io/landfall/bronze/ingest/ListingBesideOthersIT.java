package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.proof.Proof;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bronze job without a stream, beside a stream and beside another of its kind. */
class ListingBesideOthersIT extends BronzeOnSpark {

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
    void shouldNotLoadTwiceWhatTwoRunsLoadAtOnce() throws Exception {
        loadAtOnce("load");
    }

    @Proof("Two jobs without a stream that begin at once load each row once, whatever ran before")
    @ParameterizedTest
    @ValueSource(strings = {"nobody", "stream"})
    void shouldNotLoadTwiceWhateverRanBefore(String before) throws Exception {
        loadAtOnce(before);
    }

    private void loadAtOnce(String before) throws Exception {
        segments.land(shard, 0, 1, ORDERS, BronzeOnSpark::order);
        if (!before.equals("nobody")) {
            assertThat(before.equals("load") ? load() : run()).isEmpty();
        }
        for (int offset = 1; offset < 9; offset++) {
            segments.land(shard, offset, offset + 1, ORDERS, BronzeOnSpark::order);
        }
        BronzeOptions options = options(Mode.AVAILABLE_NOW, Kind.LISTING, 2, Map.of());
        CompletableFuture<List<String>> first = async(job(options, NOW.plusSeconds(1), configured(table))::run);
        CompletableFuture<List<String>> second = async(job(options, NOW.plusSeconds(2), configured(table))::run);
        // One of them may find the other in its way until it gives up.
        first.join();
        second.join();
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(range(0, 9));
        assertThat(audit().stream()
                        .filter(entry -> entry.<String>getAs("status").equals("SUCCESS"))
                        .mapToLong(entry -> entry.<Long>getAs("records_affected"))
                        .sum())
                .as("rows that the audit log tells of")
                .isEqualTo(9);
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

    private void awaitOffsets(int end) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> spark.catalog().tableExists(name()) && offsets(0).equals(range(0, end)));
    }

    private long version() {
        return spark.sql("DESCRIBE HISTORY " + name() + " LIMIT 1").first().getAs("version");
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
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
