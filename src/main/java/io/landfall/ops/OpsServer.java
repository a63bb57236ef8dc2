package io.landfall.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.landfall.config.ServiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP endpoint: serves {@link Route}s. */
public final class OpsServer implements AutoCloseable {
    /** A scrape and a probe may come together; nothing here is worth more threads. */
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Routing routing;

    private OpsServer(HttpServer server, Routing routing) {
        this.server = server;
        this.routing = routing;
        threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "ops-http");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Binds the configured address and serves from now on.
     *
     * @param routes what to serve; a list of them is at {@code /}
     * @throws UncheckedIOException if the address cannot be bound; names it
     */
    public static OpsServer start(ServiceConfig config, List<Route> routes) {
        Routing routing = new Routing(routes);
        HttpServer http;
        try {
            http = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
        }
        OpsServer server = new OpsServer(http, routing);
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
            String method = exchange.getRequestMethod();
            Page page = routing.answer(method, exchange.getRequestURI().getPath());
            page.headers().forEach(exchange.getResponseHeaders()::set);
            if (method.equals(Route.HEAD)) {
                exchange.sendResponseHeaders(page.status(), -1);
                return;
            }
            byte[] body = page.bytes();
            exchange.sendResponseHeaders(page.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
