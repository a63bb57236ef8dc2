package io.landfall.cli;

import io.landfall.config.ConfigException;
import io.landfall.config.ConfiguredTexts;
import io.landfall.config.LandfallConfig;
import io.landfall.config.Problem;
import io.landfall.config.Text;
import io.landfall.doctor.Check;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.Fault;
import io.landfall.doctor.Finding;
import io.landfall.secret.Secret;
import io.landfall.secret.SecretException;
import io.landfall.secret.SecretResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a configuration can be used where this runs. */
final class ConfigurationCheck {
    private final Path file;
    private final LandfallConfig config;
    private final SecretResolver secrets;
    private final Connections connections;

    ConfigurationCheck(Path file, LandfallConfig config, SecretResolver secrets, Connections connections) {
        this.file = file;
        this.config = config;
        this.secrets = secrets;
        this.connections = connections;
    }

    List<Check> checks() {
        int tables = config.tables().size();
        String found = tables + (tables == 1 ? " table" : " tables");
        return List.of(
                new Check(CheckName.FILE, () -> List.of(Finding.ok(CheckName.FILE, file.toString(), found))),
                new Check(CheckName.REFERENCES, this::references));
    }

    /** Of a file that cannot be read as a configuration. */
    static List<Finding> invalid(ConfigException problems) {
        return problems.problems().stream()
                .map(problem -> invalid(CheckName.FILE, problem))
                .toList();
    }

    private static Finding invalid(CheckName name, Problem problem) {
        return Finding.of(name, Fault.INVALID, problem.path(), problem.toString());
    }

    private List<Finding> references() {
        List<Finding> findings = new ArrayList<>();
        Map<String, Text> texts = ConfiguredTexts.of(config);
        texts.forEach((keyPath, text) -> {
            try {
                secrets.resolve(keyPath, text);
            } catch (SecretException e) {
                findings.add(Finding.of(CheckName.REFERENCES, Fault.REFERENCE_UNRESOLVED, keyPath, e.getMessage()));
            }
        });
        ResolvedValues.problems(file, config, (key, text) -> secrets.find(text).map(Secret::reveal))
                .forEach(problem -> findings.add(invalid(CheckName.REFERENCES, problem)));
        if (findings.isEmpty()) {
            findings.add(keys());
        }
        return findings;
    }

    private Finding keys() {
        try {
            String keys = connections.keys().toString();
            return Finding.ok(CheckName.REFERENCES, "", "all resolved; " + keys);
        } catch (IllegalArgumentException e) {
            return Finding.of(CheckName.REFERENCES, Fault.INVALID, "keys.ring", e.getMessage());
        }
    }
}
