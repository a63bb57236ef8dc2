package io.landfall.reconcile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * As much of S3 as reading the landing area takes, from a folder: real S3 servers for tests take minutes to list many objects.
 * Each answer takes as long as S3's. A program of its own, so that what it takes is not taken for the client's.
 */
public final class PlainS3 {
    private static final Duration READ = Duration.ofMillis(20);
    private static final Duration LIST = Duration.ofMillis(100);
    private static final int PAGE = 1_000;

    static {
        // Without it the server holds back small answers for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Path root;
    private final String[] keys;

    private PlainS3(Path root) throws IOException {
        this.root = root;
        try (Stream<Path> files = Files.walk(root)) {
            keys = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    /** Serves a folder on a port, until it is killed. */
    public static void main(String[] arguments) throws IOException {
        PlainS3 s3 = new PlainS3(Path.of(arguments[0]));
        int port = Integer.parseInt(arguments[1]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(70));
        server.createContext("/", s3::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            if (query == null) {
                travel(READ);
                tail(exchange);
            } else {
                travel(LIST);
                list(exchange, parameters(query));
            }
        }
    }

    private static void travel(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private void list(HttpExchange exchange, Map<String, String> asked) throws IOException {
        int found = Arrays.binarySearch(keys, asked.get("start-after"));
        int start = found < 0 ? -found - 1 : found + 1;
        StringBuilder answer = new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult>");
        for (int i = start; i < Math.min(keys.length, start + PAGE); i++) {
            answer.append("<Contents><Key>").append(keys[i]).append("</Key><Size>1</Size></Contents>");
        }
        byte[] bytes = answer.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void tail(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] bytes = Files.readAllBytes(root.resolve(path.substring(path.indexOf('/', 1) + 1)));
        int length =
                Integer.parseInt(exchange.getRequestHeaders().getFirst("Range").substring("bytes=-".length()));
        int start = Math.max(0, bytes.length - length);
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + start + "-" + (bytes.length - 1) + "/" + bytes.length);
        exchange.sendResponseHeaders(206, bytes.length - start);
        exchange.getResponseBody().write(bytes, start, bytes.length - start);
    }
}
