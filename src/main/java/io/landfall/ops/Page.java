package io.landfall.ops;

import java.nio.charset.StandardCharsets;

/** An answer of the HTTP endpoint. */
record Page(int status, String contentType, String body) {
    static final Page INDEX = new Page(
            200,
            "text/html; charset=utf-8",
            """
            <!DOCTYPE html>
            <html lang="en">
            <title>Landfall</title>
            <h1>Landfall</h1>
            <ul>
            <li><a href="/metrics">/metrics</a>: for Prometheus
            <li><a href="/health/live">/health/live</a>: 503 if only a restart can help
            <li><a href="/health/ready">/health/ready</a>: 503, with the reasons, while it cannot work
            </ul>
            </html>
            """);

    static Page text(int status, String body) {
        return new Page(status, "text/plain; charset=utf-8", body);
    }

    static Page metrics(String scrape) {
        return new Page(200, "text/plain; version=0.0.4; charset=utf-8", scrape);
    }

    static Page health(Health.Report report) {
        return new Page(report.ok() ? 200 : 503, "application/json", report.json());
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
