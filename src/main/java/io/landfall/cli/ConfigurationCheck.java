package io.landfall.cli;

import io.landfall.config.ConfigException;
import io.landfall.config.ConfiguredTexts;
import io.landfall.config.LandfallConfig;
import io.landfall.config.Problem;
import io.landfall.config.Template;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
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

    List<DoctorCheck> checks() {
        int tables = config.tables().size();
        String found = tables + (tables == 1 ? " table" : " tables");
        return List.of(
                new DoctorCheck(CheckName.FILE, () -> List.of(CheckResult.ok(CheckName.FILE, file.toString(), found))),
                new DoctorCheck(CheckName.REFERENCES, this::references));
    }

    /** Of a file that cannot be read as a configuration. */
    static List<CheckResult> invalid(ConfigException problems) {
        return problems.problems().stream()
                .map(problem -> invalid(CheckName.FILE, problem))
                .toList();
    }

    private static CheckResult invalid(CheckName name, Problem problem) {
        return CheckResult.of(name, Fault.INVALID, problem.path(), problem.toString());
    }

    private List<CheckResult> references() {
        List<CheckResult> findings = new ArrayList<>();
        Map<String, Template> texts = ConfiguredTexts.of(config);
        texts.forEach((keyPath, text) -> {
            try {
                secrets.resolve(keyPath, text);
            } catch (SecretException e) {
                findings.add(CheckResult.of(CheckName.REFERENCES, Fault.REFERENCE_UNRESOLVED, keyPath, e.getMessage()));
            }
        });
        ResolvedValues.problems(file, config, (key, text) -> secrets.find(text).map(Secret::reveal))
                .forEach(problem -> findings.add(invalid(CheckName.REFERENCES, problem)));
        if (findings.isEmpty()) {
            findings.add(keys());
        }
        return findings;
    }

    private CheckResult keys() {
        try {
            String keys = connections.keys().toString();
            return CheckResult.ok(CheckName.REFERENCES, "", "all resolved; " + keys);
        } catch (IllegalArgumentException e) {
            return CheckResult.of(CheckName.REFERENCES, Fault.INVALID, "keys.ring", e.getMessage());
        }
    }
}
