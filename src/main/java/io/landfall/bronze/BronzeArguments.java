package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeOptions;
import java.util.Optional;

/**
 * The command line of a program on the configured tables.
 *
 * @param parser reads it
 */
record BronzeArguments(ArgumentParser<? extends ProgramArguments> parser) {
    static final BronzeArguments INGEST = new BronzeArguments(new ArgumentParser<>(IngestArguments::new));
    static final BronzeArguments MAINTENANCE = new BronzeArguments(new ArgumentParser<>(MaintenanceArguments::new));

    /**
     * Reads a command line; empty if it asks for help.
     *
     * @param onDatabricks decides the default source
     * @throws BronzeException if it is not valid, naming the option
     */
    Optional<BronzeOptions> parse(String[] args, boolean onDatabricks) {
        return parser.parse(args).map(read -> read.options(onDatabricks));
    }

    /** Its options, in short. */
    String usage() {
        return parser.usage();
    }

    /** All about its options. */
    String help() {
        return parser.help();
    }
}
