package io.landfall.ops;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A path of the HTTP endpoint and what answers there. A {@code GET} answers {@code HEAD}, too.
 *
 * @param about what the list of all pages says of it
 * @param page makes the answer, anew for each request; any thread may ask
 */
public record Route(String method, String path, String about, Supplier<Page> page) {
    static final String GET = "GET";
    static final String HEAD = "HEAD";

    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /: " + path);
        }
        if (!method.equals(method.toUpperCase(Locale.ROOT)) || method.equals(HEAD)) {
            throw new IllegalArgumentException("not a method of a route: " + method);
        }
    }

    /** A page to look at. */
    public static Route get(String path, String about, Supplier<Page> page) {
        return new Route(GET, path, about, page);
    }

    /** For machines that watch the service. Health answers 200 or 503, with the reasons as JSON. */
    public static List<Route> watching(Health health, ServiceMetrics metrics) {
        return List.of(
                get("/metrics", "for Prometheus", () -> Page.metrics(metrics.scrape())),
                get("/health/live", "503 if only a restart can help", () -> Page.health(health.liveness())),
                get(
                        "/health/ready",
                        "503, with the reasons, while it cannot work",
                        () -> Page.health(health.readiness())));
    }

    boolean answers(String asked) {
        return asked.equals(method) || (asked.equals(HEAD) && method.equals(GET));
    }
}
