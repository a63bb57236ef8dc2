package io.landfall.local.demo;

import io.landfall.local.workbench.Query;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code landfall sql}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description =
                "Queries the demo's bronze tables with Spark SQL, also while the demo runs; with --config those that"
                        + " landfall bronze made.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall sql \"SELECT count(*) FROM bz_orders\"",
            "  landfall sql --config landfall.yaml --env local \"SELECT count(*) FROM bz_orders\""
        })
public final class Sql implements Callable<Integer> {
    @Parameters(paramLabel = "SQL", description = "Such as: SELECT * FROM bz_orders LIMIT 10")
    private String query;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The demo's folder (default: .landfall/demo), or with --config that of the servers"
                    + " (default: .landfall/stack).")
    private Optional<Path> state = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "The landfall.yaml whose tables to query.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--env", paramLabel = "ENV", description = "With --config: its environment.")
    private Optional<String> environment = Optional.empty();

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            description = "With --config: the folder of the tables (default: warehouse in the state folder).")
    private Optional<Path> warehouse = Optional.empty();

    @Override
    public Integer call() {
        if (config.isPresent()) {
            return Query.of(config.get(), environment, warehouse, state).run(query);
        }
        return BronzeQuery.run(StateFolder.at(state.orElse(Path.of(".landfall/demo"))), query);
    }
}
