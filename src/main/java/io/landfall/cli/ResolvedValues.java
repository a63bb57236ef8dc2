package io.landfall.cli;

import io.landfall.config.ConfiguredText;
import io.landfall.config.LandfallConfig;
import io.landfall.config.LandingRoot;
import io.landfall.config.Problem;
import io.landfall.config.ReferencePlace;
import io.landfall.kafka.PropertyForms;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Optional<String> value(ConfiguredText text);
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
        for (ConfiguredText text : ReferencePlace.ofService(config)) {
            form(text).ifPresent(form -> values.check(text, form));
        }
        return values.problems;
    }

    /** Empty for secrets, which have none or whose own room knows it. */
    private static Optional<Form> form(ConfiguredText text) {
        return switch (text.place().kind()) {
            case SERVERS -> Optional.of(PropertyForms::wrongServers);
            case KAFKA_PROPERTY -> Optional.of(value -> PropertyForms.wrong(text.name(), value));
            case URL -> Optional.of(ResolvedValues::wrongUrl);
            case LANDING_ROOT -> Optional.of(LandingRoot::wrong);
            case CREDENTIAL, KEY_MATERIAL, KMS_KEY, BRONZE_FOLDER -> Optional.empty();
        };
    }

    private void check(ConfiguredText text, Form form) {
        resolution
                .value(text)
                .flatMap(form::wrong)
                .map(wrong -> text.text().hasReferences() ? wrong + " once its references are resolved" : wrong)
                .ifPresent(wrong -> problems.add(new Problem(
                        file, 0, 0, text.keyPath(), wrong, text.place().kind().expected())));
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
