package io.landfall.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Average quality scores since the service started, from its Prometheus endpoint. */
final class Scores {
    private static final Pattern LINE = Pattern.compile(
            "^landfall_quality_score_(sum|count)\\{[^}]*table=\"([^\"]+)\"[^}]*} ([-+.0-9Ee]+)", Pattern.MULTILINE);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private Map<String, Double> values = Map.of();

    Scores(int port) {
        this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(2))
                .build();
    }

    /** Asks the service; keeps the last answer where there is none. */
    void refresh() {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                values = parse(response.body());
            }
        } catch (IOException notThere) {
            // It is starting or ending: the figure is only for show.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Map<String, Double> parse(String metrics) {
        Map<String, Double> values = new HashMap<>();
        Matcher m = LINE.matcher(metrics);
        while (m.find()) {
            values.merge(m.group(2) + " " + m.group(1), Double.parseDouble(m.group(3)), Double::sum);
        }
        return values;
    }

    /** The average of a table; empty if it has no scored record. */
    OptionalDouble average(String table) {
        double count = values.getOrDefault(table + " count", 0.0);
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(values.get(table + " sum") / count);
    }
}
