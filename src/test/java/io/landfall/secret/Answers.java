package io.landfall.secret;

import com.sun.net.httpserver.HttpExchange;
import io.landfall.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A web server on this machine that answers requests for secrets in a given way, or not at all. */
final class Answers implements AutoCloseable {
    private final LoopbackServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    record Request(String method, String uri, String body, String target, String authorization) {}

    private record Answer(int status, String body) {}

    private Answers(Answer first, Answer others) {
        server = new LoopbackServer(exchange -> answer(exchange, requests.isEmpty() ? first : others));
    }

    static Answers with(int status, String body) {
        Answer always = new Answer(status, body);
        return new Answers(always, always);
    }

    /** Answers the first request in one way, and all others in another. */
    static Answers with(int status, String body, int thenStatus, String thenBody) {
        return new Answers(new Answer(status, body), new Answer(thenStatus, thenBody));
    }

    static Answers never() {
        return with(0, "");
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
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
        if (answer.status() == 0) {
            awaitClose();
            return;
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
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
