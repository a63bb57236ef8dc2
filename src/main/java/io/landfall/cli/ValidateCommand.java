package io.landfall.cli;

import io.landfall.config.ConfigException;
import io.landfall.config.LandfallConfig;
import io.landfall.config.Problem;
import io.landfall.config.yaml.ConfigYaml;
import io.landfall.secret.Secret;
import io.landfall.secret.SecretResolver;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code landfall validate}: reports everything that is wrong with a configuration, or that nothing is. */
@Command(
        name = "validate",
        description = {
            "Checks a configuration without connecting to anything; reports every problem at once.",
            "What environment variables and files stand for is checked if they are there.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall validate --config landfall.yaml --env production",
            "  landfall validate --config landfall.yaml --env production --show > effective.yaml",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:valid", "1:failure", "2:bad usage, or problems, which are printed one a line"})
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--show",
            description = "Prints the configuration in effect as YAML: defaults filled in, secrets as references.")
    private boolean show;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        LandfallConfig config = options.load();
        SecretResolver secrets = SecretResolver.local();
        List<Problem> problems = ResolvedValues.problems(
                options.file(), config, text -> secrets.find(text.text()).map(Secret::reveal));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        var out = spec.commandLine().getOut();
        if (show) {
            out.print(ConfigYaml.of(config));
        } else {
            int tables = config.tables().size();
            String environment =
                    options.environment().map(name -> ", environment " + name).orElse("");
            out.printf("%s: valid (%d table%s%s)%n", options.file(), tables, tables == 1 ? "" : "s", environment);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
