package io.landfall.databricks.checkup;

import static io.landfall.databricks.checkup.FakeWorkspace.CONTINUOUS;
import static io.landfall.databricks.checkup.FakeWorkspace.EVERY;
import static io.landfall.databricks.checkup.FakeWorkspace.LEDGER;
import static io.landfall.databricks.checkup.FakeWorkspace.MAINTENANCE;
import static io.landfall.databricks.checkup.FakeWorkspace.catalog;
import static io.landfall.databricks.checkup.FakeWorkspace.run;
import static io.landfall.databricks.checkup.FakeWorkspace.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.core.DatabricksConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.Diagnosis;
import io.landfall.doctor.Doctor;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Status;
import io.landfall.enrich.Enricher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real SDK against a workspace on this machine, one fault at a time. */
class WorkspaceChecksTest {
    private static final String SCHEDULE =
            "\"schedule\":{\"quartz_cron_expression\":\"x\",\"pause_status\":\"UNPAUSED\"}";
    private static final String SUCCEEDED = "\"status\":{\"state\":\"SUCCEEDED\"},\"result\":{\"data_array\":[[%s]]}";

    @TempDir
    static Path folder;

    private static LandfallConfig config;

    @BeforeAll
    static void configure() throws IOException {
        config = load("continuous");
    }

    private static LandfallConfig load(String rhythm) throws IOException {
        return ConfigLoader.load(
                Files.writeString(
                        folder.resolve(rhythm + ".yaml"),
                        """
                        application: inventory
                        source_system: PG
                        environments: { production: { bronze: { catalog: prod } } }
                        kafka:
                          bootstrap_servers: localhost:9092
                          properties: { sasl.jaas.config: "${databricks:kafka/jaas}" }
                        schema_registry: { url: http://localhost:8081 }
                        landing: { root: s3://landing/app }
                        bronze: { schema: inventory_bronze }
                        tables:
                          bz_orders: { topic: orders, ingest: { every: 15m } }
                          bz_stock: { topic: stock, ingest: %s }
                        """
                                .formatted(rhythm)),
                Optional.of("production"));
    }

    /** As it lands: with the columns that Landfall adds. */
    private static Schema landed() {
        Schema amount =
                LogicalTypes.decimal(10, 2).addToSchema(Schema.createFixed("amount", null, "io.landfall.lake", 8));
        Schema price = LogicalTypes.decimal(6, 2).addToSchema(Schema.createFixed("price", null, "io.landfall.lake", 8));
        Schema line = SchemaBuilder.record("line")
                .fields()
                .requiredString("sku")
                .name("price")
                .type(price)
                .noDefault()
                .endRecord();
        Schema own = SchemaBuilder.record("order")
                .fields()
                .requiredLong("id")
                .name("amount")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), amount))
                .noDefault()
                .name("tags")
                .type()
                .array()
                .items()
                .stringType()
                .noDefault()
                .name("lines")
                .type()
                .array()
                .items(line)
                .noDefault()
                .endRecord();
        return new Enricher(config, config.tables().get("bz_orders")).landedSchema(own);
    }

    private static DatabricksConfig login(FakeWorkspace workspace) {
        return new DatabricksConfig()
                .setHost(workspace.url())
                .setToken("dapi-hunter2")
                .setAuthType("pat");
    }

    private static Diagnosis examine(FakeWorkspace workspace, Duration timeout, Optional<String> warehouse) {
        return examine(login(workspace), timeout, warehouse);
    }

    private static Diagnosis examine(DatabricksConfig login, Duration timeout, Optional<String> warehouse) {
        return examine(config, login, timeout, warehouse);
    }

    private static Diagnosis examine(
            LandfallConfig asked, DatabricksConfig login, Duration timeout, Optional<String> warehouse) {
        return Doctor.examine(checks(asked, login, timeout, warehouse), timeout);
    }

    private static List<DoctorCheck> checks(
            LandfallConfig asked, DatabricksConfig login, Duration timeout, Optional<String> warehouse) {
        return new WorkspaceChecks(
                        asked,
                        new WorkspaceChecks.Question(
                                () -> "s3://landing/app",
                                table -> Optional.of(landed()),
                                warehouse,
                                Optional.of("0.1.0")),
                        login,
                        timeout,
                        Clock.systemUTC())
                .checks();
    }

    private static List<String> faults(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .flatMap(finding -> finding.fault().stream()
                        .map(fault -> (finding.check() + " " + fault + " " + finding.subject()).strip()))
                .toList();
    }

    private static Arguments plant(Consumer<FakeWorkspace> fault, String... found) {
        return Arguments.of(fault, List.of(found));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                        general(),
                        unityCatalog(),
                        grants(),
                        jobs(),
                        runs(),
                        programs(),
                        secrets(),
                        columns(),
                        freshness())
                .flatMap(faults -> faults);
    }

    private static Stream<Arguments> general() {
        String me = "/api/2.0/preview/scim/v2/Me";
        return Stream.of(
                plant(workspace -> {}),
                plant(w -> w.refuse(me, 401, "UNAUTHENTICATED"), "LOGIN WORKSPACE_LOGIN"),
                plant(w -> w.refuse(me, 403, "PERMISSION_DENIED"), "LOGIN WORKSPACE_BARRED"),
                plant(w -> w.refuse(me, 429, "REQUEST_LIMIT_EXCEEDED"), "LOGIN WORKSPACE_LIMIT"),
                plant(w -> w.refuse(me, 500, "INTERNAL_ERROR"), "LOGIN WORKSPACE_FAILED"),
                plant(w -> w.refuse("/api/2.1/clusters/list", 403, "PERMISSION_DENIED"), "CLUSTERS WORKSPACE_DENIED"),
                plant(
                        w -> w.refuse("/api/2.1/clusters/list", 429, "REQUEST_LIMIT_EXCEEDED"),
                        "CLUSTERS WORKSPACE_LIMIT"));
    }

    private static Stream<Arguments> unityCatalog() {
        String location = catalog("external-locations/inventory-production-landing");
        String volume = catalog("volumes/prod.inventory_bronze_landing.bz_orders");
        return Stream.of(
                plant(w -> w.remove(catalog("catalogs/prod")), "CATALOG CATALOG_MISSING prod"),
                plant(w -> w.refuse(catalog("catalogs/prod"), 403, "PERMISSION_DENIED"), "CATALOG WORKSPACE_DENIED"),
                plant(
                        w -> w.remove(catalog("schemas/prod.inventory_bronze")),
                        "SCHEMAS SCHEMA_MISSING prod.inventory_bronze"),
                plant(
                        w -> w.remove(catalog("schemas/prod.inventory_bronze_landing")),
                        "SCHEMAS SCHEMA_MISSING prod.inventory_bronze_landing"),
                plant(w -> w.remove(volume), "VOLUMES VOLUME_MISSING prod.inventory_bronze_landing.bz_orders"),
                plant(
                        w -> w.refuse(volume, 403, "PERMISSION_DENIED"),
                        "VOLUMES WORKSPACE_DENIED prod.inventory_bronze_landing.bz_orders"),
                plant(
                        w -> w.put(volume, "{\"name\":\"x\",\"storage_location\":\"s3://landing/other/bz_orders\"}"),
                        "VOLUMES VOLUME_ELSEWHERE prod.inventory_bronze_landing.bz_orders"),
                plant(
                        w -> w.remove(catalog("volumes/prod.inventory_bronze.checkpoints")),
                        "VOLUMES VOLUME_MISSING prod.inventory_bronze.checkpoints"),
                plant(w -> w.remove(location), "LOCATION LOCATION_MISSING inventory-production-landing"),
                plant(
                        w -> w.location("s3://other/app", true, true),
                        "LOCATION LOCATION_ELSEWHERE inventory-production-landing"),
                plant(
                        w -> w.location("s3://landing/app", false, true),
                        "LOCATION FILE_EVENTS_OFF inventory-production-landing"),
                plant(
                        w -> w.put(
                                location,
                                "{\"url\":\"s3://landing/app/\",\"enable_file_events\":true,\"read_only\":true,"
                                        + "\"effective_enable_file_events\":false}"),
                        "LOCATION FILE_EVENTS_OFF inventory-production-landing"),
                plant(
                        w -> w.location("s3://landing/app", true, false),
                        "LOCATION LOCATION_WRITABLE inventory-production-landing"));
    }

    private static Stream<Arguments> grants() {
        String read = "{\"privilege\":\"READ_VOLUME\"}";
        return Stream.of(
                plant(w -> w.grant("catalog/prod", "{\"privilege\":\"BROWSE\"}"), "GRANTS GRANT_MISSING catalog prod"),
                plant(
                        w -> w.grant(
                                "schema/prod.inventory_bronze",
                                "{\"privilege\":\"USE_SCHEMA\"},{\"privilege\":\"SELECT\"},{\"privilege\":\"MODIFY\"}"),
                        "GRANTS GRANT_MISSING schema prod.inventory_bronze"),
                plant(
                        w -> w.grant("volume/prod.inventory_bronze_landing.bz_stock", ""),
                        "GRANTS GRANT_MISSING volume prod.inventory_bronze_landing.bz_stock"),
                plant(
                        w -> w.grant("volume/prod.inventory_bronze.checkpoints", read),
                        "GRANTS GRANT_MISSING volume prod.inventory_bronze.checkpoints"),
                plant(w -> w.grant("volume/prod.inventory_bronze.jars", read)),
                plant(
                        w -> w.put(
                                "/api/2.2/jobs/get?job_id=1",
                                "{\"job_id\":1,\"settings\":{\"name\":\"x\",%s,\"tasks\":[%s]}}"
                                        .formatted(
                                                SCHEDULE,
                                                task("bz_orders", "io.landfall.bronze.BronzeJob", "auto-loader", ""))),
                        "GRANTS PRINCIPAL_UNKNOWN " + EVERY));
    }

    private static Stream<Arguments> jobs() {
        return Stream.of(
                plant(w -> w.noJob(EVERY), "JOBS JOB_MISSING " + EVERY),
                plant(
                        w -> w.job(1, EVERY, SCHEDULE.replace("UNPAUSED", "PAUSED"), "bz_orders"),
                        "JOBS JOB_PAUSED " + EVERY),
                plant(
                        w -> w.job(2, CONTINUOUS, "\"continuous\":{\"pause_status\":\"PAUSED\"}", "bz_stock"),
                        "JOBS JOB_PAUSED " + CONTINUOUS),
                plant(w -> w.job(1, EVERY, "\"max_concurrent_runs\":1", "bz_orders"), "JOBS JOB_PAUSED " + EVERY),
                plant(w -> w.noJob(MAINTENANCE), "JOBS MAINTENANCE_MISSING " + MAINTENANCE),
                plant(w -> w.noJob(LEDGER), "JOBS LEDGER_MISSING " + LEDGER),
                plant(
                        w -> w.job(
                                3,
                                MAINTENANCE,
                                SCHEDULE.replace("UNPAUSED", "PAUSED"),
                                task("maintenance", "io.landfall.bronze.MaintenanceJob", "auto-loader", ""),
                                ""),
                        "JOBS JOB_PAUSED " + MAINTENANCE),
                plant(w -> w.job(1, EVERY, SCHEDULE, "bz_other"), "JOBS TABLE_NOT_INGESTED " + EVERY),
                plant(
                        w -> w.refuse("/api/2.2/jobs/list?name=" + EVERY, 403, "PERMISSION_DENIED"),
                        "JOBS WORKSPACE_DENIED",
                        "GRANTS WORKSPACE_DENIED",
                        "RUNS WORKSPACE_DENIED",
                        "JAR WORKSPACE_DENIED",
                        "OVERWRITES WORKSPACE_DENIED",
                        "FRESHNESS WORKSPACE_DENIED"));
    }

    private static Stream<Arguments> runs() {
        String good = run("SUCCESS", Duration.ofMinutes(20));
        return Stream.of(
                plant(w -> w.runs(1, run("FAILED", Duration.ofMinutes(1)), good), "RUNS RUN_FAILED " + EVERY),
                plant(w -> w.runs(3, run("FAILED", Duration.ofMinutes(1)), good), "RUNS RUN_FAILED " + MAINTENANCE),
                plant(w -> w.runs(4, run("FAILED", Duration.ofMinutes(1)), good), "RUNS RUN_FAILED " + LEDGER),
                plant(w -> w.runs(1, run("TIMEDOUT", Duration.ofMinutes(1)), good), "RUNS RUN_FAILED " + EVERY),
                plant(w -> w.runs(
                        1, "{\"run_id\":8,\"start_time\":1,\"state\":{\"life_cycle_state\":\"SKIPPED\"}}", good)),
                plant(w -> w.runs(1), "RUNS NEVER_RAN " + EVERY, "FRESHNESS STALE bz_orders"),
                plant(w -> w.runs(2).active(2)));
    }

    private static Stream<Arguments> programs() {
        String bronze = "io.landfall.bronze.BronzeJob";
        String conf =
                "\"job_clusters\":[{\"job_cluster_key\":\"ingest\",\"new_cluster\":{\"spark_conf\":{\"%s\":\"true\"}}}]";
        return Stream.of(
                plant(w -> w.jar("0.0.9"), "JAR JAR_DIFFERS " + FakeWorkspace.JAR),
                plant(w -> w.remove("/api/2.0/fs/files" + FakeWorkspace.JAR), "JAR JAR_UNKNOWN " + FakeWorkspace.JAR),
                plant(
                        w -> w.put("/api/2.0/fs/files" + FakeWorkspace.JAR, "no jar"),
                        "JAR JAR_UNKNOWN " + FakeWorkspace.JAR),
                plant(w -> w.job(3, MAINTENANCE, SCHEDULE, "maintenance"), "OVERWRITES OTHER_PROGRAM " + MAINTENANCE),
                plant(
                        w -> w.job(1, EVERY, SCHEDULE, task("bz_orders", "com.example.Other", "auto-loader", ""), ""),
                        "OVERWRITES OTHER_PROGRAM " + EVERY),
                plant(
                        w -> w.job(1, EVERY, SCHEDULE, task("bz_orders", bronze, "parquet", ""), ""),
                        "OVERWRITES OTHER_PROGRAM " + EVERY),
                plant(
                        w -> w.job(
                                1,
                                EVERY,
                                SCHEDULE,
                                task(
                                        "bz_orders",
                                        bronze,
                                        "auto-loader",
                                        ",\"--spark-conf\",\"cloudFiles.allowOverwrites=true\""),
                                ""),
                        "OVERWRITES OVERWRITES_ALLOWED " + EVERY),
                plant(
                        w -> w.job(
                                1,
                                EVERY,
                                SCHEDULE,
                                task("bz_orders", bronze, "auto-loader", ""),
                                "," + conf.formatted("spark.databricks.cloudFiles.allowOverwrites")),
                        "OVERWRITES OVERWRITES_ALLOWED " + EVERY),
                plant(w -> w.job(1, EVERY, SCHEDULE, task("bz_orders", bronze, "listing", ""), "")),
                plant(w -> w.job(
                        1,
                        EVERY,
                        SCHEDULE,
                        task("bz_orders", bronze, "auto-loader", ""),
                        "," + conf.formatted("spark.other"))));
    }

    private static Stream<Arguments> secrets() {
        return Stream.of(
                plant(w -> w.put("/api/2.0/secrets/scopes/list", "{}"), "SECRETS SCOPE_MISSING kafka"),
                plant(
                        w -> w.put("/api/2.0/secrets/list?scope=kafka", "{\"secrets\":[{\"key\":\"other\"}]}"),
                        "SECRETS SECRET_MISSING kafka"),
                plant(
                        w -> w.refuse("/api/2.0/secrets/list?scope=kafka", 403, "PERMISSION_DENIED"),
                        "SECRETS WORKSPACE_DENIED kafka"));
    }

    private static Stream<Arguments> columns() {
        return Stream.of(
                plant(
                        w -> w.remove(catalog("tables/prod.inventory_bronze.bz_orders")),
                        "COLUMNS TABLE_MISSING bz_orders"),
                columns("{\"name\":\"tags\",\"type_text\":\"array<string>\"},", "", "COLUMN_BEHIND"),
                columns("\"bigint\"},{\"name\":\"amount", "\"int\"},{\"name\":\"amount", "COLUMN_BEHIND"),
                columns("<sku:string,", "<", "COLUMN_BEHIND"),
                columns("price:decimal(6,2)", "price:decimal(5,2)", "COLUMN_BEHIND"),
                columns("price:decimal(6,2)", "price:double", "COLUMN_DIFFERS"),
                columns("sku:string,", "sku:string,more:date,"),
                columns("decimal(10,2)", "decimal(8,2)", "COLUMN_BEHIND"),
                columns("decimal(10,2)", "decimal(10,3)", "COLUMN_DIFFERS"),
                columns("\"id\",\"type_text\":\"bigint\"", "\"id\",\"type_text\":\"string\"", "COLUMN_DIFFERS"),
                columns(
                        "\"landed_at\",\"type_text\":\"timestamp\"",
                        "\"landed_at\",\"type_text\":\"bigint\"",
                        "COLUMN_DIFFERS"));
    }

    private static Arguments columns(String sound, String planted, String... faults) {
        String columns = FakeWorkspace.COLUMNS.replaceAll("\\n", "").replace(sound, planted);
        assertThat(columns).isNotEqualTo(FakeWorkspace.COLUMNS.replaceAll("\\n", ""));
        return plant(
                w -> w.put(catalog("tables/prod.inventory_bronze.bz_orders"), "{\"columns\":[" + columns + "]}"),
                Stream.of(faults)
                        .map(fault -> "COLUMNS " + fault + " bz_orders")
                        .toArray(String[]::new));
    }

    private static Stream<Arguments> freshness() {
        return Stream.of(
                plant(w -> w.runs(1, run("SUCCESS", Duration.ofMinutes(80))), "FRESHNESS STALE bz_orders"),
                plant(w -> w.runs(1, run("SUCCESS", Duration.ofMinutes(70)))),
                plant(w -> w.runs(2, run("SUCCESS", Duration.ofMinutes(70))), "FRESHNESS STALE bz_stock"),
                plant(w -> w.runs(2, run("SUCCESS", Duration.ofMinutes(70))).active(2)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldFindExactlyTheFault(Consumer<FakeWorkspace> fault, List<String> found) {
        try (FakeWorkspace workspace = new FakeWorkspace()) {
            fault.accept(workspace);

            Diagnosis diagnosis = examine(workspace, Duration.ofSeconds(30), Optional.empty());

            assertThat(faults(diagnosis)).isEqualTo(found);
            assertThat(diagnosis.findings())
                    .noneMatch(finding -> finding.found().contains("hunter2"));
            assertThat(workspace.requests()).allMatch(request -> request.startsWith("GET "));
        }
    }

    private static Arguments warehouse(String body, String... found) {
        return Arguments.of(body, List.of(found));
    }

    static Stream<Arguments> answersOfWarehouses() {
        long now = System.currentTimeMillis() / 1000;
        return Stream.of(
                warehouse(SUCCEEDED.formatted("\"" + now + "\"")),
                warehouse(SUCCEEDED.formatted("\"" + (now - 4000) + "\""), "FRESHNESS STALE bz_stock"),
                warehouse(SUCCEEDED.formatted("null"), "FRESHNESS STALE bz_orders", "FRESHNESS STALE bz_stock"),
                warehouse(
                        "\"status\":{\"state\":\"FAILED\",\"error\":{\"message\":\"[TABLE_OR_VIEW_NOT_FOUND] `x`\"}}",
                        "FRESHNESS TABLE_MISSING bz_orders",
                        "FRESHNESS TABLE_MISSING bz_stock"),
                warehouse(
                        "\"status\":{\"state\":\"FAILED\",\"error\":{\"message\":\"[OTHER] hunter2\"}}",
                        "FRESHNESS WORKSPACE_FAILED bz_orders",
                        "FRESHNESS WORKSPACE_FAILED bz_stock"));
    }

    @ParameterizedTest
    @MethodSource("answersOfWarehouses")
    void shouldAskAWarehouseForTheNewestRows(String body, List<String> found) {
        try (FakeWorkspace workspace = new FakeWorkspace()) {
            Diagnosis diagnosis = examine(workspace.statement(body), Duration.ofSeconds(30), Optional.of("w1"));

            assertThat(faults(diagnosis)).isEqualTo(found);
            assertThat(diagnosis.findings())
                    .noneMatch(finding -> finding.found().contains("hunter2"));
        }
    }

    @Test
    void shouldNotCallATableStaleThatIsIngestedOnArrival() throws IOException {
        try (FakeWorkspace workspace = new FakeWorkspace()) {
            workspace.statement(SUCCEEDED.formatted("\"" + (System.currentTimeMillis() / 1000 - 4000) + "\""));

            Diagnosis diagnosis =
                    examine(load("on_arrival"), login(workspace), Duration.ofSeconds(30), Optional.of("w1"));

            assertThat(diagnosis.findings())
                    .filteredOn(finding -> finding.check() == CheckName.FRESHNESS)
                    .hasSize(2)
                    .allMatch(finding -> finding.status() == Status.OK);
        }
    }

    @Test
    void shouldCancelAStatementThatItStopsWaitingFor() {
        try (FakeWorkspace workspace = new FakeWorkspace()) {
            String pending = "\"status\":{\"state\":\"PENDING\"}";
            workspace
                    .statement(pending)
                    .put("/api/2.0/sql/statements/s", "{\"statement_id\":\"s\"," + pending + "}")
                    .put("/api/2.0/sql/statements/s/cancel", "{}");

            DoctorCheck freshness = checks(config, login(workspace), Duration.ofSeconds(30), Optional.of("w1")).stream()
                    .filter(check -> check.name() == CheckName.FRESHNESS)
                    .findFirst()
                    .orElseThrow();
            FutureTask<List<CheckResult>> look = new FutureTask<>(freshness.look()::look);
            Thread thread = new Thread(look);
            thread.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> workspace.requests().contains("GET /api/2.0/sql/statements/s"));
            thread.interrupt();

            await().atMost(Duration.ofMinutes(1)).until(look::isDone);
            assertThat(workspace.requests()).contains("POST /api/2.0/sql/statements/s/cancel");
            assertThat(workspace.bodies()).anyMatch(body -> body.contains("\"wait_timeout\":\"0s\""));
        }
    }

    @Test
    void shouldEndInTimeWhereTheWorkspaceHangs() {
        try (FakeWorkspace workspace = new FakeWorkspace().hangs()) {
            assertThat(faults(examine(workspace, Duration.ofSeconds(2), Optional.empty())))
                    .hasSize(1)
                    .allMatch(fault -> fault.equals("LOGIN LATE") || fault.equals("LOGIN WORKSPACE_UNREACHABLE"));
        }
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        FakeWorkspace gone = new FakeWorkspace();
        gone.close();

        assertThat(faults(examine(login(gone).setDisableRetries(true), Duration.ofSeconds(30), Optional.empty())))
                .containsExactly("LOGIN WORKSPACE_UNREACHABLE");
    }

    @Test
    void shouldSkipAllWhereNoWorkspaceIsConfigured() {
        Diagnosis diagnosis = Doctor.examine(
                new WorkspaceChecks(
                                config,
                                new WorkspaceChecks.Question(
                                        () -> "", table -> Optional.empty(), Optional.empty(), Optional.empty()),
                                new DatabricksConfig().setAuthType("pat"),
                                Duration.ofSeconds(5),
                                Clock.systemUTC())
                        .checks(),
                Duration.ofSeconds(10));

        assertThat(diagnosis.passed()).isTrue();
        assertThat(diagnosis.findings()).isNotEmpty().allMatch(finding -> finding.status() == Status.SKIPPED);
        assertThat(diagnosis.findings())
                .extracting(CheckResult::found)
                .contains(Workspace.NONE, "needs databricks/login, which was skipped");
        assertThat(diagnosis.findings()).extracting(CheckResult::check).contains(CheckName.LOGIN, CheckName.FRESHNESS);
    }
}
