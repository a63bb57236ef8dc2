package io.landfall.decode.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.decode.Fixtures;
import io.landfall.local.stack.Registry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry. */
class RestSchemaRegistryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema ONE = Fixtures.order(Fixtures.field("id", "'long'"));
    private static final Schema TWO = Fixtures.order(
            Fixtures.field("id", "'long'"), "{'name': 'note', 'type': ['null', 'string'], 'default': null}");

    @TempDir
    static Path folder;

    private static Registry server;
    private static SchemaRegistry registry;

    @BeforeAll
    static void start() {
        server = Registry.start(folder);
        registry = SchemaRegistry.connect(
                RegistryConnection.of(URI.create(server.url()), Optional.empty()),
                new RegistryListener() {
                    @Override
                    public void unavailable(String problem) {
                        throw new AssertionError(problem);
                    }

                    @Override
                    public void available() {}
                },
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int register(String subject, ObjectNode request) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create(server.url() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build();
        JsonNode answer = JSON.readTree(HttpClient.newHttpClient()
                .send(post, HttpResponse.BodyHandlers.ofString())
                .body());
        assertThat(answer.path("id").isInt()).as("registered: %s", answer).isTrue();
        return answer.path("id").asInt();
    }

    private static ObjectNode request(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString());
    }

    @Test
    void shouldFindSchemasVersionsAndTheNewest() throws Exception {
        int one = register("orders-value", request(ONE));
        int two = register("orders-value", request(TWO));
        assertThat(registry.newest("orders-value"))
                .contains(new SubjectVersion(2, new RegisteredSchema(two, Optional.of(TWO))));
        assertThat(registry.byId(one).orElseThrow().avro()).contains(ONE);
        assertThat(registry.version("orders-value", one)).hasValue(1);
        assertThat(registry.version("orders-value", two)).hasValue(2);
        assertThat(registry.version("other-value", two)).isEmpty();
    }

    @Test
    void shouldTellWhatItDoesNotKnow() {
        assertThat(registry.byId(987_654)).isEmpty();
        assertThat(registry.byId(0)).isEmpty();
        assertThat(registry.byId(Integer.MAX_VALUE)).isEmpty();
        assertThat(registry.byId(Integer.MIN_VALUE)).isEmpty();
        assertThat(registry.version("none", 987_654)).isEmpty();
        assertThat(registry.newest("none")).isEmpty();
    }

    @Test
    void shouldFollowReferences() throws Exception {
        register(
                "place",
                request(
                        Fixtures.schema(
                                "{'type': 'record', 'name': 'Place', 'namespace': 'shop', 'fields': [{'name': 'city', 'type': 'string'}]}")));
        ObjectNode request = JSON.createObjectNode();
        request.put(
                "schema",
                "{\"type\": \"record\", \"name\": \"Trip\", \"namespace\": \"shop\", \"fields\":"
                        + " [{\"name\": \"to\", \"type\": \"shop.Place\"}]}");
        request.putArray("references")
                .addObject()
                .put("name", "shop.Place")
                .put("subject", "place")
                .put("version", 1);
        int trip = register("trips-value", request);
        Schema schema = registry.byId(trip).orElseThrow().avro().orElseThrow();
        assertThat(schema.getField("to").schema().getField("city")).isNotNull();
    }
}
