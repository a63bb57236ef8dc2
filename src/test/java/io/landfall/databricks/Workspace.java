package io.landfall.databricks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on this machine that gives answers about SQL statements, one after the other. */
final class Workspace implements AutoCloseable {
    private final HttpServer server;
    private final int status;
    private final Queue<String> answers;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** A question about statements. */
    record Request(String line, String body, String authorization) {}

    private Workspace(int status, String... answers) {
        this.status = status;
        this.answers = new ConcurrentLinkedQueue<>(List.of(answers));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> send(exchange, 404, "{}"));
        server.createContext("/api/2.0/sql/statements", this::answer);
        server.start();
    }

    static Workspace answering(String... answers) {
        return new Workspace(200, answers);
    }

    static Workspace refusing(int status, String answer) {
        return new Workspace(status, answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath().replaceAll("/+$", ""),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("Authorization")));
        send(exchange, status, answers.remove());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
