package io.landfall.bronze;

import io.landfall.bronze.ingest.BronzeRun;
import io.landfall.bronze.ingest.RestartPolicy;
import io.landfall.bronze.maintenance.Maintenance;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.bronze.plan.JobPlan;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.spark.LocalSpark;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.Shard;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The bronze job on real Spark and Delta, over local folders: a table of its own for each test. */
public abstract class BronzeOnSpark {
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:05.123456Z");
    public static final Schema ORDERS = orders().endRecord();
    public static SparkSession spark;
    private static int runs;
    private int maintained;

    @TempDir
    protected static Path sparkWarehouse;

    @TempDir
    public Path folder;

    public Segments segments;
    public String table;
    public Shard shard;

    @BeforeAll
    protected static void startSpark() {
        spark = LocalSpark.start(
                sparkWarehouse.toUri().toString(),
                Map.of(
                        "spark.master", "local[2]",
                        // Each query runs once or twice: to write and compile Java for it takes longer.
                        "spark.sql.codegen.wholeStage", "false",
                        "spark.sql.codegen.factoryMode", "NO_CODEGEN"));
    }

    @AfterAll
    protected static void stopSpark() {
        spark.stop();
    }

    @BeforeEach
    protected void forgetTables() {
        spark.sql("DROP SCHEMA IF EXISTS inventory_bronze CASCADE");
        segments = new Segments(folder.resolve("landing"));
        table = "bz_orders" + ++runs;
        shard = new Shard(table, 1, "inventory.orders", 0);
    }

    protected List<String> run() throws InterruptedException {
        return job(Mode.AVAILABLE_NOW, configured(table)).run();
    }

    /**
     * What a program in a process of its own reads.
     *
     * @param keys further ones of the table
     */
    protected Path configFile(String keys) throws IOException {
        return Files.writeString(
                folder.resolve("landfall.yaml"),
                """
                application: inventory
                source_system: PG
                kafka: { bootstrap_servers: "localhost:9092" }
                schema_registry: { url: "http://localhost:8081" }
                landing: { root: s3://bucket/landfall }
                bronze: { catalog: spark_catalog, schema: inventory_bronze }
                tables:
                  %s: { topic: inventory.%s, %s }
                """
                        .formatted(table, table, keys));
    }

    /** A run without a stream. */
    protected List<String> load() throws InterruptedException {
        return job(options(Mode.AVAILABLE_NOW, Kind.LISTING, Map.of()), configured(table))
                .run();
    }

    protected static TableConfig configured(String name, String... clusterBy) {
        return TestConfigs.table(name, "inventory." + name)
                .clusterBy(clusterBy)
                .retention(Period.ofYears(7))
                .compliance("GDPR", "CCPA")
                .build();
    }

    protected BronzeRun job(Mode mode, TableConfig... tables) {
        return job(mode, Map.of(), tables);
    }

    protected LandfallConfig config(TableConfig... tables) {
        return TestConfigs.config()
                .root(folder.resolve("landing").toUri().toString())
                .bronze(
                        "spark_catalog",
                        "inventory_bronze",
                        folder.resolve("checkpoints").toUri().toString())
                .with(tables);
    }

    protected BronzeRun job(Mode mode, Map<String, String> sparkConf, TableConfig... tables) {
        return job(options(mode, sparkConf), tables);
    }

    protected BronzeRun job(BronzeOptions options, TableConfig... tables) {
        return job(options, NOW, tables);
    }

    /** A job at another time: two at the same time would be the same job. */
    protected BronzeRun job(BronzeOptions options, Instant now, TableConfig... tables) {
        List<TablePlan> plans = JobPlan.of(config(tables), options, BronzeReferences.ofProcess());
        return new BronzeRun(
                spark,
                plans,
                options,
                Explanation.settings(plans, options),
                new RestartPolicy(2, Duration.ofMillis(10), Duration.ofMillis(10)),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    protected BronzeOptions options(Mode mode, Map<String, String> sparkConf) {
        return options(mode, Kind.PARQUET, sparkConf);
    }

    protected BronzeOptions options(Mode mode, Kind source, Map<String, String> sparkConf) {
        return options(mode, source, 100, sparkConf);
    }

    protected BronzeOptions options(Mode mode, Kind source, int maxFiles, Map<String, String> sparkConf) {
        return options(mode, source, maxFiles, sparkConf, false);
    }

    private BronzeOptions options(
            Mode mode, Kind source, int maxFiles, Map<String, String> sparkConf, boolean ledgerOnly) {
        return new BronzeOptions(
                Path.of("landfall.yaml"),
                Optional.of("test"),
                List.of(),
                mode,
                Duration.ofMillis(200),
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(folder.resolve("warehouse").toUri().toString()),
                Optional.of(maxFiles),
                Optional.of("job-1"),
                sparkConf,
                ledgerOnly,
                false);
    }

    protected List<String> maintain(TableConfig... tables) {
        return maintain(Kind.PARQUET, tables);
    }

    /** As on Databricks, where tables have tags: setting them fails here. */
    protected List<String> maintainWithTags(TableConfig... tables) {
        return maintain(Kind.AUTO_LOADER, tables);
    }

    /** Compares what landed with what is ingested, and does nothing else. */
    protected List<String> maintainLedger(TableConfig... tables) {
        return maintain(options(Mode.AVAILABLE_NOW, Kind.PARQUET, 100, Map.of(), true), tables);
    }

    private List<String> maintain(Kind source, TableConfig... tables) {
        return maintain(options(Mode.AVAILABLE_NOW, source, Map.of()), tables);
    }

    private List<String> maintain(BronzeOptions options, TableConfig... tables) {
        List<TablePlan> plans = JobPlan.of(config(tables), options, BronzeReferences.ofProcess());
        // Two runs at the same instant would be the same run.
        Clock clock = Clock.fixed(NOW.plusSeconds(++maintained), ZoneOffset.UTC);
        return new Maintenance(spark, plans, options, "MaintenanceJob", clock).run();
    }

    protected Path checkpoint() {
        return folder.resolve("checkpoints").resolve(table);
    }

    protected void forgetCatalog() throws IOException {
        Path warehouse = folder.resolve("warehouse");
        Path kept = folder.resolve("kept");
        // Dropping the schema of a catalog in memory also drops its folder: keep it away for that long.
        Files.move(warehouse, kept);
        Files.createDirectories(warehouse);
        spark.sql("DROP SCHEMA inventory_bronze CASCADE");
        try (Stream<Path> left = Files.walk(warehouse)) {
            left.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        }
        Files.move(kept, warehouse);
    }

    protected String name() {
        return "spark_catalog.inventory_bronze." + table;
    }

    protected List<Row> rows() {
        return spark.table(name()).collectAsList();
    }

    protected List<Integer> offsets(int partition) {
        return spark.table(name()).where("source_partition = " + partition).collectAsList().stream()
                .map(row -> row.<Long>getAs("source_offset").intValue())
                .sorted()
                .toList();
    }

    /** Commits to the table other than those of vacuum. */
    protected long writes() {
        return spark.sql("DESCRIBE HISTORY " + name())
                .where("operation NOT LIKE 'VACUUM%'")
                .count();
    }

    /** Rows that are in the files of the current version, deletion vectors or not. */
    protected long rowsInFiles() throws IOException {
        Path copies = Files.createTempDirectory(folder, "copies");
        for (String file : spark.table(name()).inputFiles()) {
            Path path = Path.of(URI.create(file));
            Files.copy(path, copies.resolve(path.getFileName()));
        }
        return spark.read().parquet(copies.toString()).count();
    }

    protected List<Row> audit() {
        return spark.sql("SELECT * FROM spark_catalog.inventory_bronze.bz_audit_log WHERE operation_type = 'INGEST'"
                        + " ORDER BY CAST(operation_details['batch_id'] AS INT), status")
                .collectAsList();
    }

    /** The entries about one kind of operation, in the order in which the operations ended. */
    protected List<Row> audit(String operation) {
        return spark.sql("SELECT * FROM spark_catalog.inventory_bronze.bz_audit_log WHERE operation_type = '"
                        + operation + "' ORDER BY end_timestamp")
                .collectAsList();
    }

    protected static Map<String, String> details(Row entry) {
        return entry.getJavaMap(entry.fieldIndex("operation_details"));
    }

    public static void order(GenericRecord row, Long offset) {
        row.put("order_id", offset);
        GenericRecord ship =
                new GenericData.Record(row.getSchema().getField("ship").schema());
        ship.put("city", "Berlin");
        row.put("ship", ship);
    }

    protected static SchemaBuilder.FieldAssembler<Schema> orders() {
        return AllTypes.position(SchemaBuilder.record("Order").fields())
                .requiredLong("order_id")
                .name("ship")
                .type(SchemaBuilder.record("Ship")
                        .fields()
                        .optionalString("city")
                        .endRecord())
                .noDefault();
    }
}
