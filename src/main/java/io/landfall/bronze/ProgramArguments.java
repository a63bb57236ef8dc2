package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeOptions;

/** What the command line of a program on the configured tables says. */
interface ProgramArguments {
    /**
     * As values.
     *
     * @param onDatabricks decides the default source
     */
    BronzeOptions options(boolean onDatabricks);
}
