package io.landfall.doctor.landing;

import com.sun.net.httpserver.HttpExchange;
import io.landfall.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of S3 as a doctor asks, on this machine, with faults to plant. Status, error codes and headers are those of the
 * API reference of Amazon S3. A server of its own, for the local stack's knows neither regions nor lifecycle rules.
 */
final class FakeS3 implements AutoCloseable {
    /** What may be asked. */
    enum Operation {
        LIST,
        PUT,
        GET,
        HEAD,
        DELETE,
        BEGIN,
        PART,
        COMPLETE,
        ABORT,
        LIFECYCLE
    }

    private record Refusal(int status, String code) {}

    private static final String RULE =
            "<LifecycleConfiguration><Rule><ID>abort</ID><Status>Enabled</Status><Filter>%s</Filter>"
                    + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>"
                    + "</Rule></LifecycleConfiguration>";

    private final LoopbackServer server;
    private final Set<String> objects = ConcurrentHashMap.newKeySet();
    private final Map<Operation, Refusal> refusals = new EnumMap<>(Operation.class);
    private final List<String> requests = new ArrayList<>();
    private String region = "eu-central-1";
    private String encryption = "aws:kms";
    private String content = "landfall";
    private String lifecycle = RULE.formatted("");
    private boolean overwrites;
    private boolean overwritesInParts;
    private boolean hangs;

    FakeS3() {
        server = new LoopbackServer(this::answer);
    }

    URI endpoint() {
        return server.uri();
    }

    FakeS3 refuse(Operation operation, int status, String code) {
        refusals.put(operation, new Refusal(status, code));
        return this;
    }

    FakeS3 region(String name) {
        region = name;
        return this;
    }

    FakeS3 encryption(String algorithm) {
        encryption = algorithm;
        return this;
    }

    FakeS3 content(String other) {
        content = other;
        return this;
    }

    /** A rule for some objects only. */
    FakeS3 ruleFor(String prefix) {
        lifecycle = RULE.formatted("<Prefix>" + prefix + "</Prefix>");
        return this;
    }

    FakeS3 overwrites() {
        overwrites = true;
        overwritesInParts = true;
        return this;
    }

    FakeS3 overwritesInParts() {
        overwritesInParts = true;
        return this;
    }

    FakeS3 hangs() {
        hangs = true;
        return this;
    }

    /** Keys of what is there. */
    Set<String> objects() {
        return objects;
    }

    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (hangs) {
            return;
        }
        Operation operation = operation(exchange);
        synchronized (this) {
            requests.add(operation.toString());
            exchange.getResponseHeaders().set("x-amz-bucket-region", region);
            Refusal refusal = refusals.get(operation);
            if (refusal == null) {
                answer(exchange, operation);
            } else {
                refuse(exchange, refusal);
            }
        }
    }

    private static Operation operation(HttpExchange exchange) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return switch (exchange.getRequestMethod()) {
            case "HEAD" -> Operation.HEAD;
            case "PUT" -> query.contains("partNumber") ? Operation.PART : Operation.PUT;
            case "POST" -> query.contains("uploadId") ? Operation.COMPLETE : Operation.BEGIN;
            case "DELETE" -> query.contains("uploadId") ? Operation.ABORT : Operation.DELETE;
            default ->
                query.contains("lifecycle")
                        ? Operation.LIFECYCLE
                        : query.contains("list-type") ? Operation.LIST : Operation.GET;
        };
    }

    private void answer(HttpExchange exchange, Operation operation) throws IOException {
        String key = exchange.getRequestURI().getPath().replaceFirst("^/[^/]+/", "");
        switch (operation) {
            case LIST -> send(exchange, 200, "<ListBucketResult></ListBucketResult>");
            case PUT -> create(exchange, key, overwrites, "");
            case COMPLETE ->
                create(
                        exchange,
                        key,
                        overwritesInParts,
                        "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>");
            case GET -> send(exchange, 206, content);
            case HEAD -> head(exchange, key);
            case DELETE -> {
                objects.remove(key);
                send(exchange, 204, "");
            }
            case BEGIN ->
                send(
                        exchange,
                        200,
                        "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>");
            case PART -> {
                exchange.getResponseHeaders().set("ETag", "e");
                send(exchange, 200, "");
            }
            case ABORT -> send(exchange, 204, "");
            case LIFECYCLE -> send(exchange, 200, lifecycle);
        }
    }

    private void create(HttpExchange exchange, String key, boolean always, String answer) throws IOException {
        boolean conditional = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        if (!objects.add(key) && conditional && !always) {
            refuse(exchange, new Refusal(412, "PreconditionFailed"));
        } else {
            send(exchange, 200, answer);
        }
    }

    private void head(HttpExchange exchange, String key) throws IOException {
        if (!encryption.isEmpty()) {
            exchange.getResponseHeaders().set("x-amz-server-side-encryption", encryption);
        }
        exchange.sendResponseHeaders(objects.contains(key) ? 200 : 404, -1);
        exchange.close();
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        send(
                exchange,
                refusal.status(),
                "<Error><Code>" + refusal.code() + "</Code><Message>password=hunter2</Message></Error>");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.close();
    }
}
