package io.landfall.cli;

import io.landfall.config.ConfigException;
import io.landfall.config.ConfiguredText;
import io.landfall.config.LandfallConfig;
import io.landfall.config.Problem;
import io.landfall.config.ReferencePlace;
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
        for (ConfiguredText text : ReferencePlace.ofService(config)) {
            try {
                secrets.resolve(text.keyPath(), text.text());
            } catch (SecretException e) {
                findings.add(CheckResult.of(
                        CheckName.REFERENCES,
                        Fault.REFERENCE_UNRESOLVED,
                        text.keyPath(),
                        String.valueOf(e.getMessage())));
            }
        }
        ResolvedValues.problems(file, config, text -> secrets.find(text.text()).map(Secret::reveal))
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
            return CheckResult.of(
                    CheckName.REFERENCES,
                    Fault.INVALID,
                    ReferencePlace.KEY_RING.keyPath(),
                    String.valueOf(e.getMessage()));
        }
    }
}
