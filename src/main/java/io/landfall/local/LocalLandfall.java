package io.landfall.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line with everything that needs the local stack. */
@Command(
        name = "landfall",
        subcommands = {Demo.class, Sql.class},
        description = "Gets Kafka data into Databricks so that people can trust it.")
public final class LocalLandfall {
    private LocalLandfall() {}

    /** Exits with 0 if all is well, 1 if a balance is not, 2 if the arguments are not. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new LocalLandfall()).execute(args));
    }
}
