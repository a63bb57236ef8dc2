package io.landfall.local.bench;

import io.landfall.local.bench.LandfallService.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the {@code landfall.yaml} of a run: the workload's rules as far as their stages are on, defaults for the rest. */
final class LandfallYaml {
    private LandfallYaml() {}

    static Path write(ContestantRun run, Set<Stage> stages) {
        try {
            Path key = Files.writeString(
                    Files.createDirectories(run.folder()).resolve("key"),
                    "QkVOQ0hNQVJLIEtFWSBPRiAzMiBCWVRFUyAuLi4uLi4=");
            return Files.writeString(
                    run.folder().resolve("landfall.yaml"), service(run, key) + table(run.topic(), stages));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the configuration", e);
        }
    }

    private static String service(ContestantRun run, Path key) {
        return """
                application: %s
                source_system: BENCH
                kafka: { bootstrap_servers: "%s", properties: { metric.reporters: org.apache.kafka.common.metrics.JmxReporter } }
                schema_registry: { url: "%s" }
                processing: { threads: %d, state_dir: "%s" }
                landing: { root: "%s" }
                keys: { current: bench, ring: { bench: "${file:%s}" } }
                service: { host: 127.0.0.1, port: 0 }
                """
                .formatted(
                        run.id(),
                        run.bootstrapServers(),
                        run.registryUrl(),
                        run.settings().threads(),
                        run.folder().resolve("state"),
                        run.output().toUri(),
                        key);
    }

    private static String table(BenchTopic topic, Set<Stage> stages) {
        Rules rules = topic.workload().rules();
        StringBuilder yaml = new StringBuilder("tables:\n  bz_bench:\n    topic: " + topic.name() + "\n");
        yaml.append("    event_time: ").append(rules.eventTime()).append('\n');
        if (stages.contains(Stage.DEDUPE)) {
            yaml.append("    dedupe: { by: %s, within: %dh }%n".formatted(rules.dedupeBy(), Rules.WINDOW_HOURS));
        }
        if (stages.contains(Stage.SCORE)) {
            yaml.append("    quality:\n");
            yaml.append("      required: ").append(rules.required()).append('\n');
            yaml.append("      ranges: ").append(ranges(rules)).append('\n');
            if (!rules.patterns().isEmpty()) {
                yaml.append("      patterns: ").append(patterns(rules)).append('\n');
            }
            yaml.append("      temporal: { max_future: %dh }%n".formatted(Rules.FUTURE_HOURS));
        }
        if (stages.contains(Stage.PROTECT)) {
            yaml.append("    privacy: ").append(privacy(rules)).append('\n');
        }
        return yaml.toString();
    }

    private static String privacy(Rules rules) {
        return mapping(Stream.concat(
                rules.tokenized().stream().map(field -> field + ": tokenize"),
                rules.masked().stream().map(field -> field + ": { mask: partial }")));
    }

    private static String ranges(Rules rules) {
        return mapping(rules.ranges().stream()
                .map(range -> "%s: [%d, %d]".formatted(range.field(), range.least(), range.greatest())));
    }

    private static String patterns(Rules rules) {
        return mapping(rules.patterns().stream().map(pattern -> pattern.field() + ": " + pattern.name()));
    }

    private static String mapping(Stream<String> entries) {
        return entries.collect(Collectors.joining(", ", "{ ", " }"));
    }
}
