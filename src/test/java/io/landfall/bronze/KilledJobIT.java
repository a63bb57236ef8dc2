package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.Shard;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.SparkProcess;
import io.landfall.proof.Proof;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The programs, each in a process of its own that is killed at a write, and what is there once they ran again. Paths are
 * below the warehouse and the checkpoints; TABLE stands for the table's name.
 */
class KilledJobIT extends BronzeOnSpark {
    private static final Instant LONG_AGO = Instant.parse("2018-05-01T10:00:00Z");

    private String keys = "retention: 7y";

    /** Of the many steps, the one between what it wrote and what it told. */
    @Test
    void shouldHaveEachRowAndEachBatchsEntryOnceAfterDyingInBetween() throws Exception {
        shouldHaveEachRowAndEachBatchsEntryOnceAfterDyingWhereIt(
                "after", "TABLE/_delta_log/0*2.json", "has committed the rows");
    }

    @Proof("A stream that dies at any step has each row and tells of each batch once")
    @ParameterizedTest
    @CsvSource({
        "before, bz_audit_log/_delta_log/0*0.json, creates the audit log",
        "after, TABLE/offsets/0, has planned the batch",
        "before, TABLE/_delta_log/0*0.json, creates the table",
        "after, TABLE/_delta_log/0*1.json, has noted its stream in the table",
        "before, TABLE/_delta_log/0*2.json, has written rows and not committed them",
        "after, TABLE/_delta_log/0*2.json, has committed the rows",
        "after, bz_audit_log/_delta_log/0*2.json, has told of the batch",
        "after, TABLE/commits/0, has written the checkpoint",
    })
    void shouldHaveEachRowAndEachBatchsEntryOnceAfterDyingWhereIt(String when, String file, String place)
            throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        kill("BronzeJob", when, file);
        segments.land(shard, 10, 12, ORDERS, BronzeOnSpark::order);
        segments.land(new Shard(table, 1, "inventory.orders", 1), 0, 3, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();

        assertThat(offsets(0)).as(place).isEqualTo(upTo(12));
        assertThat(offsets(1)).as(place).isEqualTo(upTo(3));
        List<Row> batches = audit("INGEST");
        assertThat(batches)
                .allSatisfy(entry -> assertThat(entry.<String>getAs("status")).isEqualTo("SUCCESS"));
        assertThat(batches.stream().map(entry -> details(entry).get("batch_id")))
                .doesNotHaveDuplicates();
        assertThat(batches.stream()
                        .mapToLong(entry -> entry.<Long>getAs("records_affected"))
                        .sum())
                .as("rows that the audit log tells of, where the job died as it %s", place)
                .isEqualTo(15);
        assertThat(audit("JOB_STOP")).hasSize(1);
        assertThat(audit("JOB_START")).hasSize(place.equals("creates the audit log") ? 1 : 2);
    }

    @Proof("A job without a stream that dies at any step has each row and tells of each batch once")
    @ParameterizedTest
    @CsvSource({
        "after, TABLE/_delta_log/0*1.json, has noted itself in the table",
        "before, TABLE/_delta_log/0*2.json, has written rows and not committed them",
        "after, TABLE/_delta_log/0*2.json, has committed the rows",
        "after, bz_audit_log/_delta_log/0*2.json, has told of the batch",
    })
    void shouldHaveEachRowAndEachBatchsEntryOnceWithoutAStreamToo(String when, String file, String place)
            throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        kill("BronzeJob", when, file, "--source", "listing");
        segments.land(shard, 10, 12, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).as(place).isEqualTo(upTo(12));
        List<Row> batches = audit("INGEST");
        boolean committed = place.startsWith("has committed") || place.startsWith("has told");
        assertThat(batches)
                .as("entries, where the job died as it %s", place)
                .extracting(entry -> entry.<String>getAs("status"), entry -> entry.<Long>getAs("records_affected"))
                .containsExactlyInAnyOrderElementsOf(
                        committed
                                ? List.of(tuple("SUCCESS", 10L), tuple("SUCCESS", 2L))
                                : List.of(tuple("SUCCESS", 12L)));
    }

    @Proof("A job without a stream goes on from its last commit")
    @ParameterizedTest
    @CsvSource({"before, TABLE/_delta_log/0*3.json", "after, TABLE/_delta_log/0*3.json"})
    void shouldGoOnFromItsLastCommitAfterDyingAroundIt(String when, String file) throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();
        segments.land(shard, 10, 12, ORDERS, BronzeOnSpark::order);
        kill("BronzeJob", when, file, "--source", "listing");
        segments.land(shard, 12, 15, ORDERS, BronzeOnSpark::order);
        assertThat(load()).isEmpty();

        assertThat(offsets(0)).isEqualTo(upTo(15));
        assertThat(audit("INGEST"))
                .extracting(entry -> entry.<String>getAs("status"), entry -> entry.<Long>getAs("records_affected"))
                .containsExactlyInAnyOrderElementsOf(
                        when.equals("after")
                                ? List.of(tuple("SUCCESS", 10L), tuple("SUCCESS", 2L), tuple("SUCCESS", 3L))
                                : List.of(tuple("SUCCESS", 10L), tuple("SUCCESS", 5L)));
    }

    @Proof("Maintenance that dies at any step deletes and tells once")
    @ParameterizedTest
    @CsvSource({
        "before, bz_landing_ledger/_delta_log/0*1.json, has read the footers",
        "after, bz_landing_ledger/_delta_log/0*1.json, has noted the segments",
        "before, TABLE/_delta_log/0*3.json, has written files without the expired rows",
        "after, TABLE/_delta_log/0*3.json, has deleted the expired rows",
        "before, bz_audit_log/_delta_log/0*5.json, has done all and told nothing",
        "after, bz_audit_log/_delta_log/0*5.json, has told of the table",
    })
    void shouldHaveDeletedAndToldOnceAfterMaintenanceDiedWhereIt(String when, String file, String place)
            throws Exception {
        segments.at(LONG_AGO).land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.land(shard, 10, 12, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        kill("MaintenanceJob", when, file);
        assertThat(maintain(configured(table))).isEmpty();

        assertThat(offsets(0)).as(place).containsExactly(10, 11);
        List<Row> told = audit("MAINTENANCE");
        assertThat(told).hasSize(place.equals("has told of the table") ? 2 : 1);
        assertThat(told.stream()
                        .mapToLong(entry -> entry.<Long>getAs("records_affected"))
                        .sum())
                .as("deleted rows that the audit log tells of, where the job died as it %s", place)
                .isEqualTo(10);
        Row ledger = spark.sql("SELECT count(*), count(DISTINCT batch_id), sum(rows_ingested), sum(rows_landed)"
                        + " FROM spark_catalog.inventory_bronze.bz_landing_ledger")
                .first();
        assertThat(ledger.toString()).as(place).isEqualTo("[2,2,12,12]");
    }

    @Proof("Maintenance that dies at any step erases a field and tells of it once")
    @ParameterizedTest
    @CsvSource({
        "before, TABLE/_delta_log/0*3.json, has written files without the expired values",
        "after, TABLE/_delta_log/0*3.json, has erased the expired values",
        "after, bz_audit_log/_delta_log/0*5.json, has told of the table",
    })
    void shouldHaveErasedAFieldAndToldOnceAfterMaintenanceDiedWhereIt(String when, String file, String place)
            throws Exception {
        keys = "field_retention: { ship.city: 5y }";
        segments.at(LONG_AGO).land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        segments.land(shard, 10, 12, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        kill("MaintenanceJob", when, file);
        assertThat(maintain(TestConfigs.table(table, "inventory." + table)
                        .fieldRetention(Map.of("ship.city", Period.ofYears(5)))
                        .build()))
                .isEmpty();

        assertThat(spark.table(name()).where("ship.city IS NOT NULL").count())
                .as(place)
                .isEqualTo(2);
        assertThat(offsets(0)).as(place).isEqualTo(upTo(12));
        assertThat(audit("MAINTENANCE").stream()
                        .mapToLong(entry -> Long.parseLong(details(entry).get("fields_erased.ship.city")))
                        .sum())
                .as("rows whose field the audit log says is erased, where the job died as it %s", place)
                .isEqualTo(10);
    }

    private void kill(String program, String when, String file, String... more) throws IOException {
        Path config = configFile(keys);
        List<String> arguments = new ArrayList<>(List.of(more));
        Map.of(
                        "--config", config,
                        "--landing-root", folder.resolve("landing"),
                        "--checkpoints", folder.resolve("checkpoints"),
                        "--warehouse", folder.resolve("warehouse"))
                .forEach((name, value) -> arguments.addAll(List.of(name, value.toString())));
        arguments.addAll(List.of(
                "--spark-conf",
                "spark.master=local[2]",
                "spark.hadoop.fs.file.impl=" + HaltingFileSystem.class.getName(),
                "spark.hadoop." + (when.equals("before") ? HaltingFileSystem.BEFORE : HaltingFileSystem.AFTER) + "=.*/"
                        + file.replace("TABLE", table)));
        try (ChildJvm job = SparkProcess.start(
                "killed", "io.landfall.bronze." + program, arguments, "1g", folder.resolve("stack"))) {
            assertThat(job.join()).as("killed; its log is %s", job.log()).isEqualTo(HaltingFileSystem.EXIT_CODE);
        }
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
