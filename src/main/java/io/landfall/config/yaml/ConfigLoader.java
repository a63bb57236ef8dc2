package io.landfall.config.yaml;

import io.landfall.config.ConfigException;
import io.landfall.config.LandfallConfig;
import io.landfall.config.schema.Location;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Suggestion;
import io.landfall.config.schema.Values;
import io.landfall.config.schema.YamlNode;
import io.landfall.config.schema.YamlReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code landfall.yaml}: all of it is right, or every problem is reported at once. */
public final class ConfigLoader {
    private static final Location COMMAND_LINE = new Location(1, 1, RootKeys.ENVIRONMENTS.name());

    private ConfigLoader() {}

    /**
     * Reads and checks a file. References to secrets are checked for form, not resolved.
     *
     * @param environment the environment whose overlay is merged over the rest
     * @throws ConfigException if anything is wrong, with everything that is
     */
    public static LandfallConfig load(Path file, Optional<String> environment) {
        Problems problems = new Problems(file.toString());
        Optional<YamlNode.Mapping> written = YamlReader.read(file, problems);
        if (written.isEmpty()) {
            throw new ConfigException(problems.list());
        }
        // Everything as written, the environments not chosen included, so that they do not rot.
        RootKeys.SECTION.read(written.get(), problems);
        YamlNode whole = environment
                .flatMap(name -> overlay(written.get(), name, problems))
                .map(overlay -> RootKeys.SECTION.merge(written.get(), overlay))
                .orElse(written.get());
        Optional<Values> values = RootKeys.SECTION.read(whole, problems);
        Problems all = environment.isPresent() ? problems : problems.withHintWhereMissing(hint(written.get()));
        RootKeys.SECTION.require(whole, all);
        values.ifPresent(root -> RootKeys.check(root, all));
        if (!all.isEmpty()) {
            throw new ConfigException(all.list());
        }
        return RootKeys.config(values.orElseThrow(), environment.orElse(""));
    }

    private static Optional<YamlNode> overlay(YamlNode.Mapping root, String environment, Problems problems) {
        Map<String, YamlNode.Entry> known = environments(root);
        if (known.containsKey(environment)) {
            return Optional.of(known.get(environment).value());
        }
        YamlNode.Entry environments = root.entries().get(RootKeys.ENVIRONMENTS.name());
        problems.report(
                environments == null ? COMMAND_LINE : environments.at(),
                "unknown environment '" + environment + "'" + Suggestion.hint(environment, known.keySet()),
                known.isEmpty() ? "none, for the file has no environments" : names(known.keySet()));
        return Optional.empty();
    }

    private static Map<String, YamlNode.Entry> environments(YamlNode.Mapping root) {
        YamlNode.Entry environments = root.entries().get(RootKeys.ENVIRONMENTS.name());
        return environments != null && environments.value() instanceof YamlNode.Mapping mapping
                ? mapping.entries()
                : Map.of();
    }

    private static String hint(YamlNode.Mapping root) {
        Set<String> known = environments(root).keySet();
        return known.isEmpty() ? "" : ", here or by choosing an environment (" + names(known) + ")";
    }

    private static String names(Set<String> names) {
        return String.join(", ", names);
    }
}
