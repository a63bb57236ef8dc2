package io.landfall.ops;

import java.util.HashMap;
import java.util.Map;

/** Reads Prometheus' text format. */
record Scrape(Map<String, Double> samples) {

    static Scrape of(ServiceMetrics metrics) {
        return parse(metrics.scrape());
    }

    static Scrape parse(String text) {
        Map<String, Double> samples = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return new Scrape(samples);
    }

    double sum(String prefix) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
