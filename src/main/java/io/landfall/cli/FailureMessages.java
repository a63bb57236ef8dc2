package io.landfall.cli;

import io.landfall.config.ConfigException;
import picocli.CommandLine;

/** Says what went wrong, in a line rather than a stack trace where it is the user's to mend. */
final class FailureMessages implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        if (exception instanceof ConfigException problems) {
            problems.problems().forEach(command.getErr()::println);
            command.getErr().flush();
            return CommandLine.ExitCode.USAGE;
        }
        String message = exception.getMessage() == null ? "" : ": " + exception.getMessage();
        command.getErr().println("landfall: " + exception.getClass().getSimpleName() + message);
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
