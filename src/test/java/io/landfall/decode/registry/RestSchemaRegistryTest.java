package io.landfall.decode.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.landfall.LoopbackServer;
import io.landfall.decode.registry.RegistryConnection.Login;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a loopback HTTP server with scripted answers. */
class RestSchemaRegistryTest {
    private static final RetryPolicy QUICK =
            new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(20));

    private record Answer(int status, String body) {}

    private final Map<String, List<Answer>> script = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private LoopbackServer server;

    @BeforeEach
    void start() {
        server = new LoopbackServer(this::handle);
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(path);
        authorizations.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse(""));
        List<Answer> answers = script.getOrDefault(path, List.of());
        int seen = (int) requests.stream().filter(path::equals).count();
        Answer answer = answers.isEmpty()
                ? new Answer(404, "{\"error_code\": 40403}")
                : answers.get(Math.min(seen, answers.size()) - 1);
        if (answer.status() == 0) {
            try {
                end.await(); // never answers
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(
                    answer.status() == 0 ? 500 : answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void answer(String path, Answer... answers) {
        script.put(path, List.of(answers));
    }

    private static Answer ok(String json) {
        return new Answer(200, json.replace('\'', '"'));
    }

    private SchemaRegistry registry(Login login, RetryPolicy retry, Duration timeout) {
        URI url = server.uri().resolve("/apis/ccompat/v7/");
        RegistryListener listener = new RegistryListener() {
            @Override
            public void unavailable(String problem) {
                heard.add(problem);
            }

            @Override
            public void available() {
                heard.add("available");
            }
        };
        return SchemaRegistry.connect(
                new RegistryConnection(url, Optional.ofNullable(login), timeout, retry, Duration.ofMinutes(1)),
                listener,
                Clock.systemUTC());
    }

    private SchemaRegistry registry() {
        return registry(null, QUICK, Duration.ofSeconds(20));
    }

    @Test
    void shouldFetchASchemaByIdOnce() {
        answer("/apis/ccompat/v7/schemas/ids/7", ok("{'schema': '{\\\"type\\\": \\\"long\\\"}'}"));
        SchemaRegistry registry = registry();
        for (int i = 0; i < 3; i++) {
            assertThat(registry.byId(7).orElseThrow().avro()).contains(Schema.create(Schema.Type.LONG));
        }
        assertThat(requests).hasSize(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void shouldFindTheNewestVersionOfASubject() {
        answer(
                "/apis/ccompat/v7/subjects/a%2Fb%20c-value/versions/latest",
                ok("{'subject': 'a/b c-value', 'id': 7, 'version': 3, 'schema': '{\\\"type\\\": \\\"int\\\"}'}"));
        SchemaRegistry registry = registry();
        SubjectVersion newest = registry.newest("a/b c-value").orElseThrow();
        assertThat(newest.version()).isEqualTo(3);
        assertThat(newest.registered().avro()).contains(Schema.create(Schema.Type.INT));
        assertThat(registry.byId(7)).contains(newest.registered());
        assertThat(registry.version("a/b c-value", 7)).hasValue(3);
        assertThat(requests).hasSize(1);
    }

    @Test
    void shouldFindTheVersionOfAnIdInItsSubject() {
        answer(
                "/apis/ccompat/v7/schemas/ids/7/versions",
                ok("[{'subject': 'x', 'version': 9}, {'subject': 'o', 'version': 1}, {'subject': 'o', 'version': 4}]"));
        SchemaRegistry registry = registry();
        assertThat(registry.version("o", 7)).hasValue(4);
        assertThat(registry.version("p", 7)).isEqualTo(OptionalInt.empty());
        assertThat(registry.version("o", 8)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void shouldResolveReferencesInTheirOrder() {
        String record = "{\\\"type\\\": \\\"record\\\", \\\"name\\\": \\\"%s\\\", \\\"fields\\\": [%s]}";
        String field = "{\\\"name\\\": \\\"f\\\", \\\"type\\\": \\\"%s\\\"}";
        String reference = "{'name': '%1$s', 'subject': '%1$s', 'version': 1}";
        answer(
                "/apis/ccompat/v7/schemas/ids/7",
                ok("{'schema': '" + record.formatted("Top", field.formatted("Middle")) + "', 'references': ["
                        + reference.formatted("Middle") + "," + reference.formatted("Leaf") + "]}"));
        answer(
                "/apis/ccompat/v7/subjects/Middle/versions/1?deleted=true",
                ok("{'schema': '"
                        + record.formatted("Middle", field.formatted("Leaf")) + "', 'references': ["
                        + reference.formatted("Leaf") + "]}"));
        answer(
                "/apis/ccompat/v7/subjects/Leaf/versions/1?deleted=true",
                ok("{'schema': '" + record.formatted("Leaf", field.formatted("long")) + "'}"));
        Schema top = registry().byId(7).orElseThrow().avro().orElseThrow();
        assertThat(top.getField("f")
                        .schema()
                        .getField("f")
                        .schema()
                        .getField("f")
                        .schema()
                        .getType())
                .isEqualTo(Schema.Type.LONG);
        assertThat(requests).hasSize(3);
    }

    @Test
    void shouldKnowButNotReadOtherSchemas() {
        answer("/apis/ccompat/v7/schemas/ids/7", ok("{'schemaType': 'PROTOBUF', 'schema': 'message M {}'}"));
        answer("/apis/ccompat/v7/schemas/ids/8", ok("{'schema': 'nonsense'}"));
        answer(
                "/apis/ccompat/v7/schemas/ids/9",
                ok("{'schema': '{}', 'references': [{'subject': 's', 'version': 1}]}"));
        for (int id : new int[] {7, 8, 9}) {
            assertThat(registry().byId(id).orElseThrow().avro()).isEmpty();
        }
    }

    @Test
    void shouldWaitThroughAnOutage() {
        answer(
                "/apis/ccompat/v7/schemas/ids/7",
                new Answer(503, ""),
                new Answer(429, "slow down"),
                new Answer(500, "{\"error_code\": 50001}"),
                ok("{'schema': '{\\\"type\\\": \\\"int\\\"}'}"));
        assertThat(registry().byId(7)).isPresent();
        assertThat(requests).hasSize(4);
        assertThat(heard).hasSize(4).last().isEqualTo("available");
        assertThat(heard.get(0)).contains("503");
    }

    @Test
    void shouldWaitThroughTimeouts() {
        answer("/apis/ccompat/v7/schemas/ids/7", new Answer(0, ""), ok("{'schema': '{\\\"type\\\": \\\"int\\\"}'}"));
        assertThat(registry(null, QUICK, Duration.ofMillis(300)).byId(7)).isPresent();
        assertThat(heard.get(0)).contains("HttpTimeoutException");
    }

    @Test
    void shouldGiveUpInTheEnd() {
        server.close();
        RetryPolicy impatient = new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(50));
        SchemaRegistry registry = registry(null, impatient, Duration.ofSeconds(20));
        assertThatThrownBy(() -> registry.byId(7))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("gave up after")
                .hasMessageContaining("does not answer");
        assertThat(heard).isNotEmpty().doesNotContain("available");
    }

    @Test
    void shouldStopWaitingWhenInterrupted() throws InterruptedException {
        answer("/apis/ccompat/v7/schemas/ids/7", new Answer(503, ""));
        RetryPolicy patient = new RetryPolicy(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofHours(1));
        List<Throwable> thrown = new ArrayList<>();
        CountDownLatch waiting = new CountDownLatch(1);
        RegistryListener listener = new RegistryListener() {
            @Override
            public void unavailable(String problem) {
                waiting.countDown();
            }

            @Override
            public void available() {}
        };
        SchemaRegistry registry =
                new ResilientSchemaRegistry(registryWithoutRetry(), patient, listener, Clock.systemUTC());
        Thread thread = new Thread(() -> registry.byId(7));
        thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e));
        thread.start();
        waiting.await();
        thread.interrupt();
        thread.join();
        assertThat(thrown).singleElement().isInstanceOf(RegistryUnavailableException.class);
    }

    private SchemaRegistry registryWithoutRetry() {
        URI url = server.uri().resolve("/apis/ccompat/v7");
        return new RestSchemaRegistry(RegistryConnection.of(url, Optional.empty()), HttpClient.newHttpClient());
    }

    @Test
    void shouldLogIn() {
        answer("/apis/ccompat/v7/schemas/ids/7", ok("{'schema': '{\\\"type\\\": \\\"int\\\"}'}"));
        Login login = new Login("aladdin", "open sesame");
        registry(login, QUICK, Duration.ofSeconds(20)).byId(7);
        assertThat(authorizations).containsExactly("Basic YWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assertThat(login.toString()).doesNotContain("sesame");
    }

    @Test
    void shouldNotRetryWhatWillNotChange() {
        answer("/apis/ccompat/v7/schemas/ids/1", new Answer(401, "no"));
        answer("/apis/ccompat/v7/schemas/ids/2", new Answer(403, "no"));
        answer("/apis/ccompat/v7/schemas/ids/3", new Answer(404, "<html>"));
        answer("/apis/ccompat/v7/schemas/ids/4", new Answer(404, "{\"error_code\": 404}"));
        answer("/apis/ccompat/v7/schemas/ids/5", new Answer(200, "<html>Welcome</html>"));
        answer("/apis/ccompat/v7/schemas/ids/6", new Answer(301, ""));
        SchemaRegistry registry = registry();
        for (int id = 1; id <= 6; id++) {
            int asked = id;
            assertThatThrownBy(() -> registry.byId(asked)).isInstanceOf(RegistryRefusedException.class);
        }
        assertThat(requests).hasSize(6);
    }

    @Test
    void shouldTellNotKnownFromNoAnswer() {
        answer("/apis/ccompat/v7/subjects/none/versions/latest", new Answer(404, "{\"error_code\": 40401}"));
        SchemaRegistry registry = registry();
        assertThat(registry.byId(7)).isEmpty();
        assertThat(registry.byId(7)).isEmpty();
        assertThat(registry.byId(-7)).isEmpty();
        assertThat(registry.newest("none")).isEmpty();
        assertThat(requests).as("an unknown id is remembered").hasSize(2);
    }

    @Test
    void shouldRefuseAUrlWithALogin() {
        assertThatThrownBy(() -> RegistryConnection.of(URI.create("http://me:secret@host"), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
