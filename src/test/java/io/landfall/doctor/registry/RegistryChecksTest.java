package io.landfall.doctor.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.LoopbackServer;
import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.decode.registry.RegistryConnection;
import io.landfall.decode.registry.RestSchemaRegistry;
import io.landfall.decode.registry.RetryPolicy;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.Diagnosis;
import io.landfall.doctor.Doctor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server on this machine that answers as Confluent's REST API does. */
class RegistryChecksTest {
    private static final String NEWEST = "/subjects/orders-value/versions/latest";
    private static final String COMPATIBILITY = "/compatibility/subjects/orders-value/versions/latest";
    private static final String SCHEMA =
            "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"o\\\",\\\"fields\\\":[{\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"long\\\"}%s]}";

    @TempDir
    Path folder;

    private record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private LoopbackServer server;
    private boolean hangs;

    @BeforeEach
    void start() {
        server = new LoopbackServer(exchange -> {
            if (hangs) {
                return;
            }
            Answer answer =
                    answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, "{\"error_code\":404}"));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        answers.put("/schemas/ids/1", new Answer(404, "{\"error_code\":40403}"));
        newest("{\"subject\":\"orders-value\",\"version\":3,\"id\":7,\"schema\":\"" + SCHEMA.formatted("") + "\"}");
        answers.put(COMPATIBILITY, new Answer(200, "{\"is_compatible\":false}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void newest(String body) {
        answers.put(NEWEST, new Answer(200, body));
    }

    private LandfallConfig config() throws IOException {
        return ConfigLoader.load(
                Files.writeString(
                        folder.resolve("landfall.yaml"),
                        """
                        application: inventory
                        source_system: PG
                        kafka: { bootstrap_servers: localhost:9092 }
                        schema_registry: { url: http://localhost:8081 }
                        landing: { root: s3://landing/app }
                        tables:
                          bz_orders: { topic: orders, privacy: { id: hash } }
                        """),
                Optional.empty());
    }

    private Diagnosis examine(Duration timeout) throws IOException {
        RegistryConnection connection = new RegistryConnection(
                server.uri(),
                Optional.of(new RegistryConnection.Login("ada", "hunter2")),
                timeout,
                RetryPolicy.defaults(),
                Duration.ofSeconds(30));
        RestSchemaRegistry registry = new RestSchemaRegistry(connection, HttpClient.newHttpClient());
        return Doctor.examine(new RegistryChecks(config(), () -> registry).checks(), timeout.multipliedBy(2));
    }

    private static List<String> faults(Diagnosis diagnosis) {
        assertThat(diagnosis.findings()).noneMatch(finding -> finding.found().contains("hunter2"));
        return diagnosis.findings().stream()
                .flatMap(finding -> finding.fault().stream().map(fault -> finding.check() + " " + fault))
                .toList();
    }

    private static Arguments plant(String path, int status, String body, String... found) {
        return Arguments.of(path, status, body, List.of(found));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                plant("/none", 200, "{}"),
                plant("/schemas/ids/1", 401, "{}", "SERVER REGISTRY_REFUSED"),
                plant("/schemas/ids/1", 403, "{}", "SERVER REGISTRY_REFUSED"),
                plant("/schemas/ids/1", 404, "{\"error_code\":404}", "SERVER REGISTRY_REFUSED"),
                plant("/schemas/ids/1", 200, "<html>", "SERVER REGISTRY_REFUSED"),
                plant("/schemas/ids/1", 429, "{}", "SERVER REGISTRY_LIMIT"),
                plant("/schemas/ids/1", 500, "{}", "SERVER REGISTRY_UNREACHABLE"),
                plant(NEWEST, 404, "{\"error_code\":40401}", "SUBJECTS SUBJECT_MISSING"),
                plant(NEWEST, 429, "{}", "SUBJECTS REGISTRY_LIMIT", "COMPATIBILITY REGISTRY_LIMIT"),
                plant(
                        NEWEST,
                        200,
                        "{\"version\":1,\"id\":7,\"schemaType\":\"JSON\",\"schema\":\"{}\"}",
                        "SUBJECTS SCHEMA_UNUSABLE"),
                plant(
                        NEWEST,
                        200,
                        "{\"version\":1,\"id\":7,\"schema\":\""
                                + SCHEMA.replace("id", "other").formatted("") + "\"}",
                        "SUBJECTS SCHEMA_UNUSABLE"),
                plant(
                        NEWEST,
                        200,
                        "{\"version\":1,\"id\":7,\"schema\":\""
                                + SCHEMA.formatted(",{\\\"name\\\":\\\"batch_id\\\",\\\"type\\\":\\\"int\\\"}") + "\"}",
                        "SUBJECTS SCHEMA_UNUSABLE"),
                plant(COMPATIBILITY, 200, "{\"is_compatible\":true}", "COMPATIBILITY INCOMPATIBLE_ALLOWED"),
                plant(COMPATIBILITY, 403, "{}", "COMPATIBILITY REGISTRY_REFUSED"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldFindExactlyTheFault(String path, int status, String body, List<String> found) throws IOException {
        answers.put(path, new Answer(status, body));

        assertThat(faults(examine(Duration.ofSeconds(10)))).isEqualTo(found);
    }

    @Test
    void shouldTellWhatToDoFor401And403And429Apart() throws IOException {
        List<String> texts = Stream.of(401, 403, 429)
                .map(status -> {
                    answers.put("/schemas/ids/1", new Answer(status, "{}"));
                    try {
                        CheckResult finding =
                                examine(Duration.ofSeconds(10)).findings().get(0);
                        return finding.found() + finding.remedy();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();

        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void shouldSayThatNobodyAnswers() throws IOException {
        hangs = true;

        assertThat(faults(examine(Duration.ofSeconds(1)))).containsExactly("SERVER REGISTRY_UNREACHABLE");
    }
}
