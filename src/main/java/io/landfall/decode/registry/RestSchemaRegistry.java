package io.landfall.decode.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Asks over Confluent's REST API, once per call. Status and error codes as in Confluent's API reference: 40401 no such
 * subject, 40402 no such version, 40403 no such schema.
 */
public final class RestSchemaRegistry implements SchemaRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryConnection connection;
    private final HttpClient http;
    private final String base;
    private final Optional<String> authorization;

    public RestSchemaRegistry(RegistryConnection connection, HttpClient http) {
        this.connection = connection;
        this.http = http;
        this.base = connection.url().toString().replaceFirst("/+$", "");
        this.authorization = connection
                .login()
                .map(login -> "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (login.username() + ":" + login.password()).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<RegisteredSchema> byId(int id) {
        // No registry gives out negative ids, but any four bytes may claim one; some answer nonsense to that.
        return id < 0 ? Optional.empty() : ask("/schemas/ids/" + id).map(answer -> registered(id, answer));
    }

    @Override
    public Optional<SubjectVersion> newest(String subject) {
        String path = "/subjects/" + encode(subject) + "/versions/latest";
        return ask(path)
                .map(answer -> new SubjectVersion(
                        number(answer, "version", path), registered(number(answer, "id", path), answer)));
    }

    @Override
    public OptionalInt version(String subject, int id) {
        int highest = 0;
        JsonNode versions = ask("/schemas/ids/" + id + "/versions").orElse(JSON.createArrayNode());
        for (JsonNode version : versions) {
            if (subject.equals(version.path("subject").asText())) {
                highest = Math.max(highest, version.path("version").asInt());
            }
        }
        return highest == 0 ? OptionalInt.empty() : OptionalInt.of(highest);
    }

    /** Whether the registry would let a schema in as the next one of a subject; empty if it has no such subject. */
    public Optional<Boolean> accepts(String subject, Schema next) {
        String body = JSON.createObjectNode().put("schema", next.toString()).toString();
        return ask("/compatibility/subjects/" + encode(subject) + "/versions/latest", Optional.of(body))
                .map(answer -> answer.path("is_compatible").asBoolean());
    }

    private RegisteredSchema registered(int id, JsonNode answer) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            return new RegisteredSchema(id, Optional.empty());
        }
        Map<String, String> referenced = new LinkedHashMap<>();
        if (!collectReferences(answer, referenced)) {
            return new RegisteredSchema(id, Optional.empty());
        }
        try {
            // Old registries hold defaults that today's Avro refuses; what matters is whether a record can be read.
            Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
            referenced.values().forEach(parser::parse);
            return new RegisteredSchema(
                    id, Optional.of(parser.parse(answer.path("schema").asText())));
        } catch (AvroRuntimeException e) {
            return new RegisteredSchema(id, Optional.empty());
        }
    }

    /** Puts what a schema refers to into the map, each after what it refers to itself; false: one is gone. */
    private boolean collectReferences(JsonNode answer, Map<String, String> texts) {
        for (JsonNode reference : answer.path("references")) {
            // What a living schema refers to may itself be deleted softly.
            String path = "/subjects/" + encode(reference.path("subject").asText()) + "/versions/"
                    + reference.path("version").asInt() + "?deleted=true";
            if (texts.containsKey(path)) {
                continue;
            }
            Optional<JsonNode> referenced = ask(path);
            if (referenced.isEmpty() || !collectReferences(referenced.get(), texts)) {
                return false;
            }
            texts.put(path, referenced.get().path("schema").asText());
        }
        return true;
    }

    private Optional<JsonNode> ask(String path) {
        return ask(path, Optional.empty());
    }

    private Optional<JsonNode> ask(String path, Optional<String> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(connection.timeout())
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        body.ifPresent(text -> request.header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(text)));
        authorization.ifPresent(value -> request.header("Authorization", value));
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryUnavailableException(
                    "the schema registry does not answer: " + e.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while asking the schema registry", e);
        }
        return answer(path, response);
    }

    private static Optional<JsonNode> answer(String path, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 200) {
            return Optional.of(parse(path, response.body()));
        }
        if (status == 429 || status == 408 || status >= 500) {
            throw new RegistryUnavailableException(
                    "the schema registry answers " + status + " to " + path, status == 429);
        }
        if (status == 404) {
            int code = parse(path, response.body()).path("error_code").asInt();
            if (code >= 40401 && code <= 40403) {
                return Optional.empty();
            }
        }
        throw new RegistryRefusedException("the schema registry answers " + status + " to " + path + ": "
                + switch (status) {
                    case 401 -> "check username and password";
                    case 403 -> "the login may not read schemas";
                    case 404 -> "is the path of its URL complete?";
                    default -> "not an answer of Confluent's REST API";
                });
    }

    private static JsonNode parse(String path, String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new RegistryRefusedException(
                    "what answers to " + path + " is not a schema registry: is the path of its URL complete?");
        }
    }

    private static int number(JsonNode answer, String field, String path) {
        if (!answer.path(field).canConvertToInt()) {
            throw new RegistryRefusedException("the schema registry's answer to " + path + " has no " + field);
        }
        return answer.path(field).asInt();
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
