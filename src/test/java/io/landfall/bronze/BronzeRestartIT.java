package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.ingest.BronzeRun;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Row;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The bronze job after an end, or a failure, of what it was at. */
class BronzeRestartIT extends BronzeOnSpark {
    @Test
    void shouldDoubleNoRowWhenABatchIsReplayed() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();
        segments.land(shard, 10, 20, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();
        // A crash after Delta's commit, before the checkpoint's.
        Files.delete(checkpoint().resolve("commits/1"));
        Files.deleteIfExists(checkpoint().resolve("commits/.1.crc"));
        segments.land(shard, 20, 25, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();

        assertThat(offsets(0)).hasSize(25).doesNotHaveDuplicates();
        assertThat(audit())
                .extracting(row -> row.<Long>getAs("records_affected"))
                .containsExactly(10L, 10L, 5L);
    }

    @Test
    void shouldFindItsTableAgainAfterARestartOfSpark() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();
        forgetCatalog();
        segments.land(shard, 10, 20, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();

        assertThat(offsets(0)).hasSize(20).doesNotHaveDuplicates();
        assertThat(audit()).hasSize(2);
    }

    @Test
    void shouldRecordABatchThatFailsAndIngestItOnceItCan() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeJobIT::order);
        SegmentKey broken = shard.segmentAt(10);
        Path file = folder.resolve("landing").resolve(broken.path());
        Files.writeString(file, "not Parquet: secret@example.com");
        assertThat(run()).singleElement().asString().startsWith(table + ": ").doesNotContain("secret@example.com");
        Row entry = audit().get(0);
        assertThat(entry.<String>getAs("status")).isEqualTo("FAILED");
        assertThat(entry.<String>getAs("error_code")).isNotEmpty();
        assertThat(entry.<String>getAs("error_message")).isNotEmpty().doesNotContain("secret@example.com");
        assertThat(entry.<String, String>getJavaMap(entry.fieldIndex("operation_details"))
                        .get("file_names"))
                .contains(broken.path());
        assertThat(audit()).hasSize(2);

        Files.delete(file);
        segments.land(shard, 10, 20, ORDERS, BronzeJobIT::order);
        assertThat(run()).isEmpty();
        assertThat(offsets(0)).hasSize(20).doesNotHaveDuplicates();
        assertThat(audit())
                .extracting(row -> row.<String>getAs("status"))
                .containsExactly("FAILED", "FAILED", "SUCCESS");
    }

    @Test
    void shouldIngestContinuouslyFromBeforeTheFirstSegmentUntilStopped() throws Exception {
        String other = table + "b";
        BronzeRun run = job(Mode.CONTINUOUS, configured(table), configured(other));
        CompletableFuture<List<String>> failed = CompletableFuture.supplyAsync(() -> {
            try {
                return run.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        segments.land(shard, 0, 10, ORDERS, BronzeJobIT::order);
        awaitRows(table, 10);
        segments.land(shard, 10, 20, ORDERS, BronzeJobIT::order);
        segments.land(new Shard(other, 1, "inventory.orders", 0), 0, 5, ORDERS, BronzeJobIT::order);
        awaitRows(table, 20);
        awaitRows(other, 5);
        run.stop();
        assertThat(failed.get()).isEmpty();
        assertThat(audit())
                .allSatisfy(entry -> assertThat(entry.<String>getAs("status")).isEqualTo("SUCCESS"));
    }

    private void awaitRows(String of, long count) {
        String at = "spark_catalog.inventory_bronze." + of;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> spark.catalog().tableExists(at) && spark.table(at).count() == count);
    }
}
