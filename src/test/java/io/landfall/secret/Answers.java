package io.landfall.secret;

import com.sun.net.httpserver.HttpExchange;
import io.landfall.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A web server on this machine that answers every request for a secret in one way, or not at all. */
final class Answers implements AutoCloseable {
    private final LoopbackServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    record Request(String method, String uri, String body, String target, String authorization) {}

    private Answers(int status, String body) {
        server = new LoopbackServer(exchange -> answer(exchange, status, body));
    }

    static Answers with(int status, String body) {
        return new Answers(status, body);
    }

    static Answers never() {
        return new Answers(0, "");
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                exchange.getRequestHeaders().getFirst("Authorization")));
        if (exchange.getRequestURI().getPath().contains("/.well-known/")) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        if (status == 0) {
            awaitClose();
            return;
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI uri() {
        return server.uri();
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        closed.countDown();
        server.close();
    }
}
