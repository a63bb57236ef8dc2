package io.landfall.cli;

import io.landfall.config.ConfigException;
import io.landfall.config.LandfallConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.Diagnosis;
import io.landfall.doctor.DiagnosisJson;
import io.landfall.doctor.DiagnosisText;
import io.landfall.doctor.Doctor;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Group;
import io.landfall.secret.SecretResolver;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code landfall doctor}: whether all that Landfall depends on is as it has to be, and how to mend what is not. */
@Command(
        name = "doctor",
        description = {
            "Looks whether configuration, Kafka, schema registry, landing area and Databricks are as they have to be,"
                    + " and says how to mend what is not.",
            "It only reads, but for one small object that it writes below landing.root/_landfall and removes again.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall doctor --config landfall.yaml --env production",
            "  landfall doctor --config landfall.yaml --env production --only kafka,landing",
            "  landfall doctor --config landfall.yaml --env production --warehouse-id 1234567890abcdef --timeout 2m",
            "  landfall doctor --config landfall.yaml --env production --json > diagnosis.json",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing failed; there may be warnings", "1:something failed", "2:bad usage"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "GROUP",
            description = "Only these groups of checks, and what they need: ${COMPLETION-CANDIDATES}.")
    private Set<Group> only = EnumSet.allOf(Group.class);

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = TimeConverter.class,
            description = "How long a check may take, such as 500ms, 10s or 2m; default ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(
            names = "--warehouse-id",
            paramLabel = "ID",
            description = "Asks this Databricks SQL warehouse for the newest row of each table; it may have to start.")
    private Optional<String> warehouse = Optional.empty();

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Diagnosis diagnosis = diagnosis(Doctor.needed(only));
        boolean colour = CommandLine.Help.Ansi.AUTO.enabled();
        PrintWriter out = spec.commandLine().getOut();
        out.println((json ? DiagnosisJson.of(diagnosis) : DiagnosisText.of(diagnosis, colour)).stripTrailing());
        out.flush();
        return diagnosis.passed() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Diagnosis diagnosis(Set<CheckName> wanted) throws IOException {
        LandfallConfig config;
        try {
            config = options.load();
        } catch (ConfigException e) {
            return withoutConfiguration(e, wanted);
        }
        try (DoctorChecks checks =
                new DoctorChecks(options.file(), config, SecretResolver.standard(), timeout, warehouse)) {
            List<DoctorCheck> asked = checks.all().stream()
                    .filter(check -> wanted.contains(check.name()))
                    .toList();
            return Doctor.examine(asked, timeout);
        }
    }

    private static Diagnosis withoutConfiguration(ConfigException problems, Set<CheckName> wanted) {
        List<CheckResult> findings = new ArrayList<>(ConfigurationCheck.invalid(problems));
        wanted.stream()
                .filter(name -> name != CheckName.FILE)
                .forEach(name ->
                        findings.add(CheckResult.skipped(name, "needs " + CheckName.FILE.code() + ", which failed")));
        return new Diagnosis(findings);
    }
}
