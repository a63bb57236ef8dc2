package io.landfall.cli;

import io.landfall.config.LandfallConfig;
import io.landfall.config.LandingRoot;
import io.landfall.config.Problem;
import io.landfall.config.Template;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the form of what references stand for, which the loader does not see. What is wrong names the key, never the value:
 * it may be a secret, or have one in it.
 */
final class ResolvedValues {
    private final String file;
    private final Resolution resolution;
    private final List<Problem> problems = new ArrayList<>();

    /** Gives a text with its references resolved; empty if that cannot be done here. */
    @FunctionalInterface
    interface Resolution {
        Optional<String> value(String keyPath, Template text);
    }

    /** Says what is wrong with a value, without quoting it. */
    @FunctionalInterface
    private interface Form {
        Optional<String> wrong(String value);
    }

    private ResolvedValues(String file, Resolution resolution) {
        this.file = file;
        this.resolution = resolution;
    }

    /** All that is wrong; {@code file} is what to call the configuration. */
    static List<Problem> problems(Path file, LandfallConfig config, Resolution resolution) {
        ResolvedValues values = new ResolvedValues(file.toString(), resolution);
        values.check(
                "kafka.bootstrap_servers",
                config.kafka().bootstrapServers(),
                "host:port, several with commas",
                KafkaForms::wrongServers);
        values.checkProperties("kafka.properties", config.kafka().properties());
        values.checkUrl("schema_registry.url", config.schemaRegistry().url());
        values.check("landing.root", config.landing().root(), LandingRoot.EXPECTED, LandingRoot::wrong);
        config.landing().s3().endpoint().ifPresent(url -> values.checkUrl("landing.s3.endpoint", url));
        values.checkProperties("processing.properties", config.processing().properties());
        return values.problems;
    }

    private void checkProperties(String keyPath, Map<String, Template> properties) {
        properties.forEach((name, text) -> check(
                keyPath + "." + name, text, "a value as Kafka documents it", value -> KafkaForms.wrong(name, value)));
    }

    private void checkUrl(String keyPath, Template text) {
        check(keyPath, text, "http:// or https://, host, port and path, without a login", ResolvedValues::wrongUrl);
    }

    private void check(String keyPath, Template text, String expected, Form form) {
        resolution
                .value(keyPath, text)
                .flatMap(form::wrong)
                .map(wrong -> text.hasReferences() ? wrong + " once its references are resolved" : wrong)
                .ifPresent(wrong -> problems.add(new Problem(file, 0, 0, keyPath, wrong, expected)));
    }

    @SuppressWarnings("UnusedException") // it quotes the value
    private static Optional<String> wrongUrl(String value) {
        try {
            URI url = new URI(value);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            return http && plain && url.getHost() != null ? Optional.empty() : Optional.of("is not a URL to use");
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL");
        }
    }
}
