package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Reads a program's command line. Messages are of our own: those of picocli repeat what was typed, which may be a secret.
 *
 * @param program makes an object that is annotated for picocli
 */
record ArgumentParser<T>(Supplier<T> program) {
    /** The order of options that stand below a program's own. */
    static final int LAST = 1;

    private static final int WIDTH = 110;

    /**
     * Reads a command line; empty if it asks for help.
     *
     * @throws BronzeException if it is not valid, naming the option
     */
    Optional<T> parse(String[] args) {
        T read = program.get();
        try {
            return commandLine(read).parseArgs(args).isUsageHelpRequested() ? Optional.empty() : Optional.of(read);
        } catch (ParameterException e) {
            throw new BronzeException(message(e, List.of(args)));
        }
    }

    /** The options, in short. */
    String usage() {
        CommandLine line = commandLine(program.get()).setSeparator(" ");
        Help help = new Help(line.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF));
        return "usage: " + help.synopsis("usage: ".length()).strip();
    }

    /** All about the options. */
    String help() {
        return commandLine(program.get()).setSeparator(" ").getUsageMessage(Help.Ansi.OFF);
    }

    private static CommandLine commandLine(Object program) {
        CommandLine line = new CommandLine(program);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .order(LAST)
                        .description("Prints this, and does nothing.")
                        .build());
        return line.setExpandAtFiles(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpLongOptionsMaxWidth(WIDTH / 3);
    }

    private static String message(ParameterException failure, List<String> args) {
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
            // None are named if the unknown option stands where a value should.
            String first = Stream.concat(
                            unmatched.getUnmatched().stream(),
                            args.stream().filter(arg -> arg.startsWith("-") && !isKnown(arg, unmatched)))
                    .findFirst()
                    .orElseThrow();
            return first.startsWith("-") ? "unknown option " + first.split("=", 2)[0] : "unexpected: " + first;
        }
        if (failure instanceof CommandLine.OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice";
        }
        if (failure instanceof CommandLine.MissingParameterException missing) {
            String name = name(missing.getMissing().get(0));
            return name + (args.contains(name) ? " needs a value" : " is needed");
        }
        return failure.getCause() instanceof BronzeException expected
                ? String.valueOf(expected.getMessage())
                : Optional.ofNullable(failure.getArgSpec())
                                .map(ArgumentParser::name)
                                .orElse("an option")
                        + " has a value that cannot be used";
    }

    private static boolean isKnown(String name, ParameterException failure) {
        return failure.getCommandLine().getCommandSpec().optionsMap().containsKey(name);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
