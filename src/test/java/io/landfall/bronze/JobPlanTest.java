package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.bronze.maintenance.Maintenance;
import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.bronze.plan.JobPlan;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.AutoLoaderSource;
import io.landfall.bronze.segment.ParquetSource;
import io.landfall.config.LandfallConfig;
import io.landfall.config.PrivacyRule;
import io.landfall.config.TestConfigs;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPlanTest {
    private static final BronzeReferences REFERENCES = new BronzeReferences(Map.of("BUCKET", "acme")::get);
    private static final LandfallConfig CONFIG = TestConfigs.config()
            .root("s3://${env:BUCKET}/landfall")
            .bronze("prod", "inventory_bronze", "/Volumes/prod/inventory_bronze/checkpoints")
            .with(
                    TestConfigs.table("bz_orders", "orders")
                            .clusterBy("customer_id")
                            .build(),
                    TestConfigs.table("bz_customers", "customers").build());

    private static final LandfallConfig RETAINED = TestConfigs.config()
            .root("s3://${env:BUCKET}/landfall")
            .bronze("prod", "inventory_bronze", "/Volumes/prod/inventory_bronze/checkpoints")
            .with(TestConfigs.table("bz_orders", "orders")
                    .eventTime("order_date")
                    .retention(Period.ofYears(7))
                    .build());

    @Test
    void shouldGiveAutoLoaderItsOptions() {
        TablePlan plan = plan(true, "").get(0);
        assertThat(plan.folder()).isEqualTo("s3://acme/landfall/bz_orders/");
        assertThat(plan.name()).hasToString("prod.inventory_bronze.bz_orders");
        assertThat(new AutoLoaderSource().options(plan))
                .isEqualTo(Map.ofEntries(
                        Map.entry("cloudFiles.format", "parquet"),
                        Map.entry("cloudFiles.useManagedFileEvents", "true"),
                        Map.entry(
                                "cloudFiles.schemaLocation",
                                "/Volumes/prod/inventory_bronze/checkpoints/bz_orders/_schema"),
                        Map.entry("cloudFiles.schemaEvolutionMode", "addNewColumnsWithTypeWidening"),
                        Map.entry("cloudFiles.partitionColumns", ""),
                        Map.entry("cloudFiles.allowOverwrites", "false"),
                        Map.entry("cloudFiles.maxFilesPerTrigger", "1000"),
                        Map.entry("ignoreMissingFiles", "false"),
                        Map.entry("ignoreCorruptFiles", "false"),
                        Map.entry("rescuedDataColumn", "_rescued_data"),
                        Map.entry("pathGlobFilter", "*.parquet")));
    }

    @Test
    void shouldLimitBatchesAsTheTableSays() {
        LandfallConfig config = TestConfigs.config()
                .root("file:///l")
                .with(TestConfigs.table("bz_orders", "orders")
                        .batch(50, Optional.of(10L << 30))
                        .build());
        TablePlan plan = limited(config, "--config f");
        assertThat(new AutoLoaderSource().options(plan))
                .containsEntry("cloudFiles.maxFilesPerTrigger", "50")
                .containsEntry("cloudFiles.maxBytesPerTrigger", "10737418240b");
        assertThat(new ParquetSource().options(plan))
                .containsEntry("maxBytesPerTrigger", "10737418240")
                .doesNotContainKey("maxFilesPerTrigger");
        assertThat(new AutoLoaderSource().options(limited(config, "--config f --max-files 7")))
                .containsEntry("cloudFiles.maxFilesPerTrigger", "7");
    }

    private static TablePlan limited(LandfallConfig config, String args) {
        return JobPlan.of(
                        config,
                        BronzeArguments.INGEST.parse(args.split(" "), true).orElseThrow(),
                        REFERENCES)
                .get(0);
    }

    @Test
    void shouldGivePlainSparkItsNamesForFolders() {
        TablePlan plan = plan(false, " --catalog spark_catalog --warehouse /w --checkpoints s3://acme/c")
                .get(0);
        assertThat(plan.folder()).isEqualTo("s3a://acme/landfall/bz_orders/");
        assertThat(plan.checkpoint()).isEqualTo("s3a://acme/c/bz_orders");
        assertThat(plan.location()).contains("file:///w/inventory_bronze/bz_orders");
        assertThat(new ParquetSource().options(plan))
                .containsEntry("recursiveFileLookup", "true")
                .containsEntry("maxFilesPerTrigger", "1000")
                .containsEntry("maxFileAge", "36500d");
    }

    @Test
    void shouldReadALandingAreaThroughAVolume() {
        assertThat(plan(true, " --landing-root /Volumes/prod/landing/landfall")
                        .get(0)
                        .folder())
                .isEqualTo("/Volumes/prod/landing/landfall/bz_orders/");
    }

    @Test
    void shouldPlanTheTablesThatAreAskedFor() {
        assertThat(plan(true, "")).extracting(TablePlan::table).containsExactly("bz_orders", "bz_customers");
        assertThat(plan(true, " --table bz_customers"))
                .extracting(TablePlan::table)
                .containsExactly("bz_customers");
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        assertThatThrownBy(() -> plan(true, " --table bz_order"))
                .hasMessage("no table bz_order in the configuration; it has bz_orders, bz_customers");
        assertThatThrownBy(() -> plan(false, " --warehouse /w"))
                .hasMessage("plain Spark has no catalog prod; use --catalog spark_catalog");
        assertThatThrownBy(() -> plan(false, " --catalog spark_catalog"))
                .hasMessageStartingWith("--warehouse is needed");
        assertThatThrownBy(() -> plan(true, " --source listing"))
                .hasMessage("without a stream, segments are read as files that this machine sees: give --landing-root"
                        + " /Volumes/…, not s3://acme/landfall/");
    }

    @Test
    void shouldNameAReferenceThatHasNoValue() {
        LandfallConfig config = TestConfigs.config()
                .root("s3://${env:NOWHERE}")
                .with(TestConfigs.table("bz_orders", "orders").build());
        BronzeOptions options = BronzeArguments.INGEST
                .parse(new String[] {"--config", "f"}, true)
                .orElseThrow();
        assertThatThrownBy(() -> JobPlan.of(config, options, REFERENCES))
                .hasMessage("landing.root: environment variable NOWHERE is not set");
    }

    @Test
    void shouldExplainSourceTriggerAndTarget() {
        BronzeOptions options = BronzeArguments.INGEST
                .parse(new String[] {"--config", "f", "--table", "bz_orders"}, true)
                .orElseThrow();
        assertThat(Explanation.of(JobPlan.of(CONFIG, options, REFERENCES).get(0), options))
                .contains(
                        "source: cloudFiles s3://acme/landfall/bz_orders/",
                        "cloudFiles.useManagedFileEvents: true",
                        "trigger: available now",
                        "columns: those of the records are not known: no segment was looked at",
                        "    <the fields of the records, as landed>,\n    `source_system` STRING COMMENT '",
                        "CLUSTER BY (`customer_id`)");
    }

    @Test
    void shouldExplainThatItListsWhereThereIsNoStream() {
        String[] args = "--config f --source listing --landing-root /Volumes/prod/landing".split(" ");
        BronzeOptions options = BronzeArguments.INGEST.parse(args, true).orElseThrow();
        assertThat(Explanation.of(JobPlan.of(CONFIG, options, REFERENCES).get(0), options))
                .contains("source: lists /Volumes/prod/landing/bz_orders/", "trigger: available now", "SET TAGS (")
                .doesNotContain("checkpoint", "cloudFiles");
    }

    @Test
    void shouldExplainPropertiesAndTags() {
        BronzeOptions options = BronzeArguments.INGEST
                .parse(new String[] {"--config", "f"}, true)
                .orElseThrow();
        assertThat(Explanation.of(JobPlan.of(RETAINED, options, REFERENCES).get(0), options))
                .contains(
                        "'delta.deletedFileRetentionDuration' = 'interval 7 days'",
                        "'delta.enableDeletionVectors' = 'false'",
                        "'delta.feature.allowColumnDefaults' = 'supported'",
                        "'delta.logRetentionDuration' = 'interval 30 days'",
                        "'landfall.retention' = 'P7Y'",
                        "ALTER TABLE `prod`.`inventory_bronze`.`bz_orders` SET TAGS ('landfall_application' = 'inventory',"
                                + " 'landfall_retention' = 'P7Y', 'landfall_source_system' = 'PG')");
    }

    @Test
    void shouldSetNoTagsOnPlainSparkWhichHasNone() {
        String[] args = "--config f --warehouse /w --catalog spark_catalog --landing-root /l".split(" ");
        BronzeOptions options = BronzeArguments.INGEST.parse(args, false).orElseThrow();
        assertThat(Explanation.of(JobPlan.of(RETAINED, options, REFERENCES).get(0), options))
                .doesNotContain("SET TAGS");
    }

    @Test
    void shouldExplainMaintenance() {
        BronzeOptions options = BronzeArguments.MAINTENANCE
                .parse(new String[] {"--config", "f"}, true)
                .orElseThrow();
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        assertThat(Maintenance.explain(JobPlan.of(RETAINED, options, REFERENCES), options, now))
                .contains(
                        "notes segments below s3://acme/landfall/bz_orders/ in bz_landing_ledger",
                        "deletes rows whose order_date is before 2019-03-01 (P7Y)",
                        "VACUUM `prod`.`inventory_bronze`.`bz_orders`",
                        "SET TAGS (");
        assertThat(Maintenance.explain(JobPlan.of(CONFIG, options, REFERENCES), options, now))
                .contains("keeps all rows: no retention is configured");
    }

    @Test
    void shouldExplainWhichFieldsAreErased() {
        BronzeOptions options = BronzeArguments.MAINTENANCE
                .parse(new String[] {"--config", "f"}, true)
                .orElseThrow();
        LandfallConfig config = TestConfigs.config()
                .root("file:///l")
                .bronze("prod", "inventory_bronze", "/c")
                .with(TestConfigs.table("bz_orders", "orders")
                        .eventTime("order_date")
                        .fieldRetention(Map.of("address.street", Period.ofYears(5)))
                        .build());
        assertThat(Maintenance.explain(
                        JobPlan.of(config, options, REFERENCES), options, Instant.parse("2026-03-01T10:00:00Z")))
                .contains(
                        "keeps all rows: no retention is configured",
                        "UPDATE `prod`.`inventory_bronze`.`bz_orders` SET `address`.`street` = NULL, `update_timestamp` ="
                                + " TIMESTAMP '2026-03-01T10:00:00Z' WHERE `address`.`street` IS NOT NULL AND"
                                + " <order_date is before 2021-03-01>",
                        "rewrites files with deletion vectors, and turns these off");
    }

    @Test
    void shouldEraseTokenAndCiphertextOfAField() {
        PrivacyRule pair = new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.Encrypt());
        Period five = Period.ofYears(5);
        Period two = Period.ofYears(2);
        LandfallConfig config = TestConfigs.config()
                .root("file:///l")
                .with(TestConfigs.table("bz_customers", "customers")
                        .privacy(Map.of(
                                "name",
                                pair,
                                "address.street",
                                pair,
                                "phone",
                                pair,
                                "email",
                                new PrivacyRule.Encrypt()))
                        .fieldRetention(Map.of(
                                "Name",
                                five,
                                "address.street",
                                five,
                                "phone",
                                five,
                                "phone_encrypted",
                                two,
                                "email",
                                five))
                        .build());

        assertThat(limited(config, "--config f").fieldRetention())
                .extracting(field -> field.field() + " " + field.retention().period())
                .containsExactlyInAnyOrder(
                        "Name P5Y",
                        "Name_encrypted P5Y",
                        "address.street P5Y",
                        "address.street_encrypted P5Y",
                        "phone P5Y",
                        "phone_encrypted P2Y",
                        "email P5Y");
    }

    @Test
    void shouldNotEraseColumnsOfItsOwn() {
        BronzeOptions options = BronzeArguments.MAINTENANCE
                .parse(new String[] {"--config", "f"}, true)
                .orElseThrow();
        for (String column : List.of("source_timestamp", "Load_Timestamp", "batch_id.x")) {
            LandfallConfig config = TestConfigs.config()
                    .with(TestConfigs.table("bz_orders", "orders")
                            .fieldRetention(Map.of(column, Period.ofYears(5)))
                            .build());
            assertThatThrownBy(() -> JobPlan.of(config, options, REFERENCES))
                    .isInstanceOf(BronzeException.class)
                    .hasMessage("bz_orders: field_retention names " + column + ", which is a column of Landfall's own");
        }
    }

    @Test
    void shouldExplainThatTheLedgerAloneChangesNoTable() {
        BronzeOptions options = BronzeArguments.MAINTENANCE
                .parse(new String[] {"--config", "f", "--ledger"}, true)
                .orElseThrow();
        assertThat(Maintenance.explain(JobPlan.of(RETAINED, options, REFERENCES), options, Instant.EPOCH))
                .contains("notes segments below s3://acme/landfall/bz_orders/ in bz_landing_ledger")
                .doesNotContain("VACUUM", "deletes", "ALTER TABLE");
    }

    private static List<TablePlan> plan(boolean onDatabricks, String more) {
        BronzeOptions options = BronzeArguments.INGEST
                .parse(("--config f" + more).split(" "), onDatabricks)
                .orElseThrow();
        return JobPlan.of(CONFIG, options, REFERENCES);
    }

    @ParameterizedTest
    @CsvSource({
        "/w/a b%20ü, file:///w/a b%20ü/",
        "/w/../x/, file:///x/",
        "file:///w/a%20b%2520%C3%BC, file:///w/a b%20ü/",
        "file:/w/, file:///w/",
        "file:///a b#1, file:///a b#1/",
        "file:///data/w#1, file:///data/w#1/",
        "s3://acme/a b, s3a://acme/a b/",
        "dbfs:/w, dbfs:/w/"
    })
    void shouldNameFoldersAsSparkTakesThem(String configured, String located) {
        assertThat(JobPlan.located(configured)).isEqualTo(located);
    }
}
