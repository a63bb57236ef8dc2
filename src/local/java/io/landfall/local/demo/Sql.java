package io.landfall.local.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code landfall sql}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Queries the demo's bronze tables with Spark SQL, also while the demo runs.")
public final class Sql implements Callable<Integer> {
    @Parameters(paramLabel = "SQL", description = "Such as: SELECT * FROM bz_orders LIMIT 10")
    private String query;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = ".landfall/demo",
            description = "The demo's folder (default: ${DEFAULT-VALUE}).")
    private Path state;

    @Override
    public Integer call() {
        return BronzeQuery.run(StateFolder.at(state), query);
    }
}
