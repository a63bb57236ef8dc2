package io.landfall.databricks;

import com.sun.net.httpserver.HttpExchange;
import io.landfall.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on this machine that gives answers about SQL statements, one after the other. */
final class Workspace implements AutoCloseable {
    private final LoopbackServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** A question about statements. */
    record Request(String line, String body, String authorization) {}

    private record Answer(int status, String body) {}

    private Workspace() {
        server = new LoopbackServer(this::answer);
    }

    static Workspace answering(String... answers) {
        Workspace workspace = new Workspace();
        for (String answer : answers) {
            workspace.then(200, answer);
        }
        return workspace;
    }

    /** The next answer. */
    Workspace then(int status, String answer) {
        answers.add(new Answer(status, answer));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceAll("/+$", "");
        if (!path.startsWith("/api/2.0/sql/statements")) {
            send(exchange, 404, "{}");
            return;
        }
        requests.add(new Request(
                exchange.getRequestMethod() + " " + path,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("Authorization")));
        Answer answer = answers.remove();
        send(exchange, answer.status(), answer.body());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    URI uri() {
        return server.uri();
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.close();
    }
}
