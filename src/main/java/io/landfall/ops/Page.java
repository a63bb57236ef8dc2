package io.landfall.ops;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An answer of the HTTP endpoint. */
public record Page(int status, Map<String, String> headers, String body) {
    private static final String TEXT = "text/plain; charset=utf-8";

    public Page {
        headers = Map.copyOf(headers);
    }

    private Page(int status, String contentType, String body) {
        this(status, Map.of("Content-Type", contentType), body);
    }

    /** A list of what a browser can show, in the order of the routes. */
    static Page index(List<Route> routes) {
        String items = routes.stream()
                .filter(route -> route.answers(Route.GET))
                .map(route -> "<li><a href=\"%1$s\">%1$s</a>: %2$s\n".formatted(route.path(), route.about()))
                .collect(Collectors.joining());
        return new Page(
                200,
                "text/html; charset=utf-8",
                """
                <!DOCTYPE html>
                <html lang="en">
                <title>Landfall</title>
                <h1>Landfall</h1>
                <ul>
                %s</ul>
                </html>
                """
                        .formatted(items));
    }

    static Page metrics(String scrape) {
        return new Page(200, "text/plain; version=0.0.4; charset=utf-8", scrape);
    }

    static Page health(Health.Report report) {
        return new Page(report.ok() ? 200 : 503, "application/json", report.json());
    }

    /** There is nothing; but there is at these paths. */
    static Page notFound(List<String> paths) {
        return new Page(404, TEXT, "not found; there is:\n" + String.join("\n", paths) + "\n");
    }

    /** There is something, for these methods of routes. */
    static Page wrongMethod(List<String> methods) {
        String allow = methods.stream()
                .flatMap(method -> method.equals(Route.GET) ? Stream.of(Route.GET, Route.HEAD) : Stream.of(method))
                .collect(Collectors.joining(", "));
        return new Page(405, Map.of("Content-Type", TEXT, "Allow", allow), "only " + String.join(", ", methods) + "\n");
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
