package io.landfall.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.landfall.config.ServiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP endpoint for machines that watch the service: {@code /metrics}, {@code /health/live}, {@code /health/ready}.
 * Health answers 200 or 503, with the reasons as JSON.
 */
public final class OpsServer implements AutoCloseable {
    /** A scrape and a probe may come together; nothing here is worth more threads. */
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Health health;
    private final ServiceMetrics metrics;

    private OpsServer(HttpServer server, Health health, ServiceMetrics metrics) {
        this.server = server;
        this.health = health;
        this.metrics = metrics;
        threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "ops-http");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Binds the configured address and serves from now on.
     *
     * @throws UncheckedIOException if the address cannot be bound; names it
     */
    public static OpsServer start(ServiceConfig config, Health health, ServiceMetrics metrics) {
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
        }
        OpsServer server = new OpsServer(http, health, metrics);
        http.createContext("/", server::handle);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** The port that is bound, also if 0 was configured. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Page page = page(exchange);
            exchange.getResponseHeaders().set("Content-Type", page.contentType());
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(page.status(), -1);
                return;
            }
            byte[] body = page.bytes();
            exchange.sendResponseHeaders(page.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Page page(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Page.text(405, "only GET\n");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/" -> Page.INDEX;
            case "/metrics" -> Page.metrics(metrics.scrape());
            case "/health/live" -> Page.health(health.liveness());
            case "/health/ready" -> Page.health(health.readiness());
            default -> Page.text(404, "not found\n");
        };
    }
}
