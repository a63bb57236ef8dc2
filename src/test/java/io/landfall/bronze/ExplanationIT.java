package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.bronze.plan.JobPlan;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.SegmentSource;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.SparkProcess;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** What {@code --explain} says of a table's columns, by real segments. */
class ExplanationIT extends BronzeOnSpark {
    private static final Instant EARLIER = Instant.parse("2026-02-01T10:00:00Z");

    @Test
    void shouldPrintTheDdlThatTheJobExecutes() throws Exception {
        segments.land(shard, 0, 10, documented("What a customer ordered"), BronzeOnSpark::order);
        TablePlan plan = plan(Kind.PARQUET, "order_id", "ship.city");
        TableDefinition definition = definition(plan, Kind.PARQUET);
        new DeltaTables().createSchema(spark, plan.name(), plan.location());
        spark.sql(definition.ddl());
        String explained = described();
        spark.sql("DROP SCHEMA inventory_bronze CASCADE");
        assertThat(job(Mode.AVAILABLE_NOW, configured(table, "order_id", "ship.city"))
                        .run())
                .isEmpty();

        assertThat(definition.columns()).isEqualTo("of " + shard.segmentAt(0).path());
        assertThat(described())
                .as("as the job made it")
                .isEqualTo(explained)
                .contains("What a customer ordered", "When the row came into this table (UTC)");
    }

    @Test
    void shouldSayItForEachTableAndNeverFail() throws Exception {
        segments.land(shard, 0, 10, documented("It's new"), BronzeOnSpark::order);
        TableConfig unclustered = configured(table, "custmer_id");
        TableConfig empty = configured("bz_empty");
        BronzeOptions options = options(Mode.AVAILABLE_NOW, Map.of());
        String text = Explanation.of(
                JobPlan.of(config(configured(table), empty), options, BronzeReferences.ofProcess()),
                options,
                () -> spark);
        assertThat(text)
                .contains("    `note` STRING COMMENT 'It\\'s new',\n    `load_timestamp` TIMESTAMP DEFAULT")
                .containsSubsequence(
                        "inventory_bronze.bz_empty",
                        "columns: those of the records are not known: nothing has landed that can be read",
                        "<the fields of the records, as landed>");

        assertThat(Explanation.of(
                        JobPlan.of(config(unclustered), options, BronzeReferences.ofProcess()), options, () -> spark))
                .contains(
                        "not known: " + name() + ": cluster_by names custmer_id, which is no column",
                        "<the fields of the records, as landed>");
    }

    @Test
    void shouldTakeTheSegmentThatLandedLastInTheNewestGeneration() throws Exception {
        Schema newest = documented("of the newest");
        segments.land(shard, 0, 90, ORDERS, BronzeOnSpark::order);
        segments.at(EARLIER).land(new Shard(table, 2, "inventory.orders", 0), 50, 60, ORDERS, BronzeOnSpark::order);
        Shard other = new Shard(table, 2, "inventory.orders", 1);
        segments.at(EARLIER).land(other, 0, 5, ORDERS, BronzeOnSpark::order);
        SegmentKey last = segments.land(other, 5, 9, newest, BronzeOnSpark::order);
        segments.spoil(new Shard(table, 2, "inventory.orders", 2).segmentAt(0));
        TableDefinition definition = definition(plan(Kind.LISTING), Kind.LISTING);

        assertThat(definition.columns()).isEqualTo("of " + last.path());
        assertThat(definition.ddl()).contains("`note` STRING COMMENT 'of the newest'");
    }

    @Test
    void shouldHaveTheColumnThatAutoLoaderAdds() {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);

        assertThat(definition(plan(Kind.AUTO_LOADER), Kind.AUTO_LOADER).ddl())
                .contains("  `_rescued_data` STRING,\n  `load_timestamp` TIMESTAMP");
    }

    @Test
    void shouldSayWhyTheLandingAreaCannotBeRead() {
        BronzeOptions options = options(Mode.AVAILABLE_NOW, Map.of());
        TablePlan plan = JobPlan.of(
                        TestConfigs.config()
                                .root("${env:AREA}")
                                .bronze("spark_catalog", "inventory_bronze", "/checkpoints")
                                .with(configured(table)),
                        options,
                        new BronzeReferences(Map.of("AREA", "nosuch://user:secret@bucket/landing")::get))
                .get(0);
        TableDefinition unreadable = definition(plan, Kind.PARQUET);
        assertThat(unreadable.columns())
                .startsWith("those of the records are not known: ")
                .contains("UnsupportedFileSystemException")
                .doesNotContain("secret");
        assertThat(unreadable.ddl()).contains("<the fields of the records, as landed>");

        assertThat(TableDefinition.bySegments(SegmentSource.of(Kind.PARQUET), () -> {
                            throw new BronzeException("landing.s3.access_key: environment variable A is not set");
                        })
                        .apply(plan)
                        .columns())
                .isEqualTo(
                        "those of the records are not known: landing.s3.access_key: environment variable A is not set");
    }

    @Test
    void shouldExplainInAProcessOfItsOwn() throws Exception {
        segments.land(shard, 0, 10, documented("It's new"), BronzeOnSpark::order);
        List<String> arguments = List.of(
                "--explain",
                "--config",
                configFile("retention: 7y").toString(),
                "--landing-root",
                folder.resolve("landing").toString(),
                "--checkpoints",
                folder.resolve("checkpoints").toString(),
                "--warehouse",
                folder.resolve("warehouse").toString());
        try (ChildJvm job = SparkProcess.start(
                "explains", "io.landfall.bronze.BronzeJob", arguments, "1g", folder.resolve("stack"))) {
            assertThat(job.join()).as("its log is %s", job.log()).isZero();
            assertThat(Files.readString(job.log()))
                    .contains("columns: of " + shard.segmentAt(0).path(), "`note` STRING COMMENT 'It\\'s new'");
        }
        assertThat(folder.resolve("warehouse")).as("nothing is made").doesNotExist();
        assertThat(folder.resolve("checkpoints")).doesNotExist();
    }

    @Test
    void shouldAnswerAQueryInAProcessOfItsOwn() throws Exception {
        segments.land(shard, 0, 10, documented("It's new"), BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        List<String> arguments = List.of(
                "--config",
                configFile("retention: 7y").toString(),
                "--warehouse",
                folder.resolve("warehouse").toString(),
                "SELECT 'rows ' || count(*) FROM " + table);
        try (ChildJvm query =
                SparkProcess.start("asks", "io.landfall.bronze.BronzeSql", arguments, "1g", folder.resolve("stack"))) {
            assertThat(query.join()).as("its log is %s", query.log()).isZero();
            assertThat(Files.readString(query.log())).contains("rows 10");
        }
    }

    private TablePlan plan(Kind source, String... clusterBy) {
        BronzeOptions options = options(Mode.AVAILABLE_NOW, source, Map.of());
        return JobPlan.of(config(configured(table, clusterBy)), options, BronzeReferences.ofProcess())
                .get(0);
    }

    private static TableDefinition definition(TablePlan plan, Kind source) {
        return TableDefinition.bySegments(SegmentSource.of(source), () -> spark).apply(plan);
    }

    /** All that the table says about itself, but for its id and times, and what the stream notes in it. */
    private String described() {
        return spark.table(name()).schema().json()
                + spark.sql("DESCRIBE DETAIL " + name())
                        .selectExpr(
                                "description",
                                "clusteringColumns",
                                "map_filter(properties, (name, value) -> name NOT LIKE 'landfall.stream%')",
                                "tableFeatures")
                        .first();
    }

    private static Schema documented(String note) {
        return orders().name("note")
                .doc(note)
                .type(SchemaBuilder.builder().nullable().stringType())
                .noDefault()
                .endRecord();
    }
}
