package io.landfall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code landfall} command: a list of subcommands. */
@Command(
        name = "landfall",
        description = {"Gets Kafka data into Databricks so that people can trust it.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DoctorCommand.class,
            ReconcileCommand.class,
            RunCommand.class,
            TopologyCommand.class,
            ValidateCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall run --config landfall.yaml --env production",
            "  landfall validate --config landfall.yaml --env production",
            "  landfall validate --config landfall.yaml --env production --show",
            "  landfall doctor --config landfall.yaml --env production",
            "  landfall reconcile --config landfall.yaml --env production",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:failure", "2:bad usage, or a configuration that cannot be used"})
public final class Landfall implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command and ends the process. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with all its subcommands; exceptions become a message and an exit code. */
    public static CommandLine commandLine() {
        return new CommandLine(new Landfall())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureMessages());
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a subcommand is missing");
    }
}
