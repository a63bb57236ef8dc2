package io.landfall.local.workbench;

import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.SparkProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A query over bronze tables.
 *
 * @param config the configuration whose tables they are
 * @param warehouse the folder of the tables
 * @param folder for the log
 */
public record Query(Path config, Optional<String> environment, Path warehouse, Path folder) {
    private static final String MAIN = "io.landfall.bronze.BronzeSql";

    /** With the warehouse, or else with that of the servers' folder, or of its default. */
    public static Query of(Path config, Optional<String> environment, Optional<Path> warehouse, Optional<Path> state) {
        LocalState home = LocalState.at(state.orElse(Path.of(LocalState.DEFAULT)));
        return new Query(config, environment, warehouse.orElseGet(home::warehouse), home.root());
    }

    /**
     * Runs it in a Spark of its own, which prints the result.
     *
     * @return exit code: 0, or another if the query fails
     */
    public int run(String sql) {
        List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
        environment.ifPresent(name -> arguments.addAll(List.of("--env", name)));
        arguments.addAll(List.of("--warehouse", warehouse.toString(), sql));
        try (ChildJvm spark = SparkProcess.startTalking("sql", MAIN, arguments, "1g", folder)) {
            int code = spark.join();
            if (code != 0) {
                System.err.println(spark.lastLines());
            }
            return code;
        }
    }
}
