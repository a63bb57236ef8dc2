package io.landfall.databricks.checkup;

import com.sun.net.httpserver.HttpExchange;
import io.landfall.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A workspace on this machine as Terraform leaves it, with faults to plant: what is asked for by path, and answers as the REST
 * API reference of Databricks gives them.
 */
final class FakeWorkspace implements AutoCloseable {
    static final String PRINCIPAL = "00000000-0000-4000-8000-000000000001";
    static final String JAR = "/Volumes/prod/inventory_bronze/jars/landfall-bronze-0123456789ab.jar";
    static final String EVERY = "inventory-production-ingest-every_15m";
    static final String CONTINUOUS = "inventory-production-ingest-continuous";
    static final String TOKENS = "/oidc/v1/token";
    static final String MAINTENANCE = "inventory-production-maintenance";
    static final String LEDGER = "inventory-production-ledger";
    static final String COLUMNS =
            """
            {"name":"id","type_text":"bigint"},{"name":"amount","type_text":"decimal(10,2)"},
            {"name":"tags","type_text":"array<string>"},
            {"name":"lines","type_text":"array<struct<sku:string,price:decimal(6,2)>>"},{"name":"source_system","type_text":"string"},
            {"name":"record_status","type_text":"string"},{"name":"data_quality_score","type_text":"int"},
            {"name":"quality_issues","type_text":"array<string>"},{"name":"batch_id","type_text":"string"},
            {"name":"record_hash","type_text":"string"},{"name":"schema_version","type_text":"string"},
            {"name":"processing_cluster_id","type_text":"string"},{"name":"data_lineage_id","type_text":"string"},
            {"name":"source_topic","type_text":"string"},{"name":"source_partition","type_text":"int"},
            {"name":"source_offset","type_text":"bigint"},{"name":"source_timestamp","type_text":"timestamp"},
            {"name":"landed_at","type_text":"timestamp"},{"name":"load_timestamp","type_text":"timestamp"},
            {"name":"update_timestamp","type_text":"timestamp"},{"name":"_rescued_data","type_text":"string"}
            """;

    /** With a byte of the body per character. */
    private record Answer(int status, String body) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private final LoopbackServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Set<String> bearers = ConcurrentHashMap.newKeySet();
    private boolean hangs;

    FakeWorkspace() {
        server = new LoopbackServer(this::answer);
        sound();
    }

    private void sound() {
        put("/api/2.0/preview/scim/v2/Me", "{\"userName\":\"ada@example.com\"}");
        put("/api/2.1/clusters/list", "{\"clusters\":[{\"cluster_id\":\"c1\"}]}");
        put(catalog("catalogs/prod"), "{\"name\":\"prod\"}");
        put(catalog("schemas/prod.inventory_bronze"), "{\"name\":\"inventory_bronze\"}");
        put(catalog("schemas/prod.inventory_bronze_landing"), "{\"name\":\"inventory_bronze_landing\"}");
        for (String table : List.of("bz_orders", "bz_stock")) {
            put(
                    catalog("volumes/prod.inventory_bronze_landing." + table),
                    "{\"name\":\"x\",\"volume_type\":\"EXTERNAL\",\"storage_location\":\"s3://landing/app/" + table
                            + "/\"}");
            put(catalog("tables/prod.inventory_bronze." + table), "{\"name\":\"x\",\"columns\":[" + COLUMNS + "]}");
        }
        for (String own : Provisioned.OWN_VOLUMES) {
            put(
                    catalog("volumes/prod.inventory_bronze." + own),
                    "{\"name\":\"x\",\"volume_type\":\"MANAGED\",\"storage_location\":\"s3://metastore/x\"}");
        }
        location("s3://landing/app/", true, true);
        grants("{\"privilege\":\"ALL_PRIVILEGES\"}");
        job(
                1,
                EVERY,
                "\"schedule\":{\"quartz_cron_expression\":\"0 0/15 * * * ?\",\"pause_status\":\"UNPAUSED\"}",
                "bz_orders");
        job(2, CONTINUOUS, "\"continuous\":{\"pause_status\":\"UNPAUSED\"}", "bz_stock");
        job(
                3,
                MAINTENANCE,
                "\"schedule\":{\"quartz_cron_expression\":\"0 0 3 * * ?\",\"pause_status\":\"UNPAUSED\"}",
                task("maintenance", "io.landfall.bronze.MaintenanceJob", "auto-loader", ""),
                "");
        job(
                4,
                LEDGER,
                "\"schedule\":{\"quartz_cron_expression\":\"0 0 0/1 * * ?\",\"pause_status\":\"UNPAUSED\"}",
                task("ledger", "io.landfall.bronze.MaintenanceJob", "auto-loader", ",\"--ledger\""),
                "");
        runs(1, run("SUCCESS", Duration.ofMinutes(10)));
        runs(2, run("SUCCESS", Duration.ofMinutes(1)));
        runs(3, run("SUCCESS", Duration.ofHours(20)));
        runs(4, run("SUCCESS", Duration.ofMinutes(50)));
        jar("0.1.0");
        put("/api/2.0/secrets/scopes/list", "{\"scopes\":[{\"name\":\"kafka\"}]}");
        put("/api/2.0/secrets/list?scope=kafka", "{\"secrets\":[{\"key\":\"jaas\"}]}");
    }

    static String catalog(String path) {
        return "/api/2.1/unity-catalog/" + path;
    }

    String url() {
        return server.uri().toString();
    }

    FakeWorkspace put(String path, String body) {
        return put(path, 200, body);
    }

    FakeWorkspace put(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
        return this;
    }

    FakeWorkspace refuse(String path, int status, String code) {
        return put(path, status, "{\"error_code\":\"" + code + "\",\"message\":\"no\"}");
    }

    FakeWorkspace remove(String path) {
        answers.remove(path);
        return this;
    }

    FakeWorkspace hangs() {
        hangs = true;
        return this;
    }

    FakeWorkspace location(String url, boolean events, boolean readOnly) {
        return put(
                catalog("external-locations/inventory-production-landing"),
                "{\"name\":\"x\",\"url\":\"%s\",\"enable_file_events\":%s,\"read_only\":%s}"
                        .formatted(url, events, readOnly));
    }

    /** The same for all securables. */
    FakeWorkspace grants(String privileges) {
        for (String securable : List.of(
                "catalog/prod",
                "schema/prod.inventory_bronze",
                "schema/prod.inventory_bronze_landing",
                "volume/prod.inventory_bronze_landing.bz_orders",
                "volume/prod.inventory_bronze_landing.bz_stock",
                "volume/prod.inventory_bronze.checkpoints",
                "volume/prod.inventory_bronze.jars",
                "volume/prod.inventory_bronze.config")) {
            grant(securable, privileges);
        }
        return this;
    }

    FakeWorkspace grant(String securable, String privileges) {
        return put(
                catalog("effective-permissions/" + securable + "?principal=" + PRINCIPAL),
                "{\"privilege_assignments\":[{\"principal\":\"%s\",\"privileges\":[%s]}]}"
                        .formatted(PRINCIPAL, privileges));
    }

    FakeWorkspace job(int id, String name, String start, String task) {
        return job(id, name, start, task(task, "io.landfall.bronze.BronzeJob", "auto-loader", ""), "");
    }

    static String task(String key, String main, String source, String parameter) {
        return """
                {"task_key":"%s","spark_jar_task":{"main_class_name":"%s","parameters":["--source","%s"%s]},
                 "libraries":[{"jar":"%s"}]}"""
                .formatted(key, main, source, parameter, JAR);
    }

    FakeWorkspace job(int id, String name, String start, String task, String more) {
        String settings = "{\"name\":\"%s\",\"run_as\":{\"service_principal_name\":\"%s\"},%s,\"tasks\":[%s]%s}"
                .formatted(name, PRINCIPAL, start, task, more);
        put("/api/2.2/jobs/list?name=" + name, "{\"jobs\":[{\"job_id\":%d,\"settings\":%s}]}".formatted(id, settings));
        return put("/api/2.2/jobs/get?job_id=" + id, "{\"job_id\":%d,\"settings\":%s}".formatted(id, settings));
    }

    FakeWorkspace noJob(String name) {
        return put("/api/2.2/jobs/list?name=" + name, "{}");
    }

    static String run(String result, Duration ago) {
        long end = Instant.now().minus(ago).toEpochMilli();
        return """
                {"run_id":7,"start_time":%d,"end_time":%d,"run_page_url":"https://workspace/run/7",
                 "state":{"life_cycle_state":"TERMINATED","result_state":"%s","state_message":"password=hunter2"}}"""
                .formatted(end - 1000, end, result);
    }

    FakeWorkspace runs(int job, String... completed) {
        put("/api/2.2/jobs/runs/list?active_only=true&job_id=" + job, "{}");
        return put(
                "/api/2.2/jobs/runs/list?completed_only=true&job_id=" + job,
                "{\"runs\":[" + String.join(",", completed) + "]}");
    }

    FakeWorkspace active(int job) {
        return put(
                "/api/2.2/jobs/runs/list?active_only=true&job_id=" + job,
                "{\"runs\":[{\"run_id\":9,\"state\":{\"life_cycle_state\":\"RUNNING\"}}]}");
    }

    FakeWorkspace jar(String version) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers.put("/api/2.0/fs/files" + JAR, new Answer(200, bytes.toString(StandardCharsets.ISO_8859_1)));
        return this;
    }

    FakeWorkspace statement(String body) {
        return put("/api/2.0/sql/statements", "{\"statement_id\":\"s\"," + body + "}");
    }

    List<String> requests() {
        return requests;
    }

    List<String> bodies() {
        return bodies;
    }

    /** The tokens that requests to the API brought. */
    Set<String> bearers() {
        return bearers;
    }

    /** Says where tokens are, and gives this one. */
    FakeWorkspace tokens(String token) {
        put("/oidc/.well-known/oauth-authorization-server", "{\"token_endpoint\":\"" + url() + TOKENS + "\"}");
        return put(TOKENS, "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}".formatted(token));
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (hangs) {
            return;
        }
        String path = exchange.getRequestURI().getPath().replaceAll("/+$", "");
        String query = exchange.getRequestURI().getQuery();
        requests.add(exchange.getRequestMethod() + " " + path);
        if (path.startsWith("/api/")) {
            bearers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        }
        Answer answer = answers.entrySet().stream()
                .filter(entry -> matches(entry.getKey(), path, query == null ? "" : query))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Answer(404, "{\"error_code\":\"NOT_FOUND\",\"message\":\"none\"}"));
        exchange.getResponseHeaders()
                .set("Content-Type", path.contains("/fs/files/") ? "application/octet-stream" : "application/json");
        exchange.getResponseHeaders().set("Retry-After", "0");
        exchange.sendResponseHeaders(answer.status(), answer.bytes().length == 0 ? -1 : answer.bytes().length);
        exchange.getResponseBody().write(answer.bytes());
        exchange.close();
    }

    /** Of the query only what the route names counts. */
    private static boolean matches(String route, String path, String query) {
        int mark = route.indexOf('?');
        if (mark < 0) {
            return route.equals(path);
        }
        return route.substring(0, mark).equals(path)
                && List.of(query.split("&", -1))
                        .containsAll(List.of(route.substring(mark + 1).split("&", -1)));
    }

    @Override
    public void close() {
        server.close();
    }
}
