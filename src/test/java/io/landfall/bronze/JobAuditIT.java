package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.ingest.BronzeRun;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Row;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the audit log says about the job as a whole. */
class JobAuditIT extends BronzeOnSpark {

    @Test
    void shouldTellThatItStartedWithWhichTablesAndSettings() throws Exception {
        String other = table + "b";
        assertThat(job(Mode.AVAILABLE_NOW, configured(table, "order_id"), configured(other))
                        .run())
                .isEmpty();

        Row entry = audit("JOB_START").get(0);
        assertThat(entry.<String>getAs("table_name")).isEqualTo("spark_catalog.inventory_bronze");
        assertThat(entry.<String>getAs("status")).isEqualTo("SUCCESS");
        assertThat(entry.<String>getAs("job_id")).isEqualTo("job-1");
        assertThat(details(entry))
                .containsEntry("program", "BronzeJob")
                .containsEntry("tables", table + ", " + other)
                .containsEntry("environment", "test");
        assertThat(details(entry).get("settings." + table))
                .contains(
                        "source: binaryFile ",
                        "maxFilesPerTrigger: 100",
                        "checkpoint: ",
                        "trigger: available now",
                        "CLUSTER BY (`order_id`)",
                        "'landfall.retention' = 'P7Y'");
        assertThat(details(entry)).containsKey("settings." + other);
    }

    @Test
    void shouldNameSettingsOfSparkButNotTheirValues() throws Exception {
        Map<String, String> conf = Map.of("spark.hadoop.fs.s3a.secret.key", "hunter2");
        assertThat(job(Mode.AVAILABLE_NOW, conf, configured(table)).run()).isEmpty();

        assertThat(details(audit("JOB_START").get(0))).containsEntry("spark_conf", "spark.hadoop.fs.s3a.secret.key");
        assertThat(spark.table("spark_catalog.inventory_bronze.bz_audit_log")
                        .toJSON()
                        .collectAsList())
                .noneMatch(json -> json.contains("hunter2"));
    }

    @Test
    void shouldTellThatItStoppedAndWhatItDid() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();

        Row start = audit("JOB_START").get(0);
        Row stop = audit("JOB_STOP").get(0);
        String id = start.getAs("audit_id");
        assertThat(stop.<String>getAs("parent_audit_id")).isEqualTo(id);
        assertThat(stop.<Long>getAs("records_affected")).isEqualTo(10);
        assertThat(details(stop)).containsEntry("rows." + table, "10").containsEntry("tables", table);
        assertThat(audit("INGEST").get(0).<String>getAs("parent_audit_id")).isEqualTo(id);
    }

    @Test
    void shouldTellWhichTableItGaveUp() throws Exception {
        Path broken = folder.resolve("landing").resolve(shard.segmentAt(0).path());
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "not Parquet: secret@example.com");
        assertThat(run()).isNotEmpty();

        Row stop = audit("JOB_STOP").get(0);
        assertThat(stop.<String>getAs("status")).isEqualTo("FAILED");
        assertThat(stop.<String>getAs("error_code")).isNotEmpty();
        assertThat(stop.<String>getAs("error_message")).startsWith(table + ": ").doesNotContain("secret@example.com");
    }

    @Test
    void shouldHaveToldOfItsEndOnceItIsStopped() throws Exception {
        BronzeRun run = job(Mode.CONTINUOUS, configured(table));
        CompletableFuture<List<String>> failed = CompletableFuture.supplyAsync(() -> {
            try {
                return run.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> spark.catalog().tableExists(name()) && offsets(0).size() == 10);
        run.stop();

        assertThat(audit("JOB_STOP")).singleElement().satisfies(stop -> assertThat(stop.<Long>getAs("records_affected"))
                .isEqualTo(10));
        assertThat(failed.get()).isEmpty();
    }
}
