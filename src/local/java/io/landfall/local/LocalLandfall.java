package io.landfall.local;

import io.landfall.cli.Landfall;
import io.landfall.local.bench.Bench;
import io.landfall.local.demo.Demo;
import io.landfall.local.demo.Sql;
import io.landfall.local.workbench.BronzeCommand;
import io.landfall.local.workbench.StackCommand;

/** The command line with what needs the local stack as well. */
public final class LocalLandfall {
    private LocalLandfall() {}

    /** Exits with 0 if all is well, 1 if a balance is not, 2 if the arguments are not. */
    public static void main(String[] args) {
        System.exit(Landfall.commandLine()
                .addSubcommand(new Demo())
                .addSubcommand(new Sql())
                .addSubcommand(new StackCommand())
                .addSubcommand(new BronzeCommand())
                .addSubcommand(new Bench())
                .execute(args));
    }
}
