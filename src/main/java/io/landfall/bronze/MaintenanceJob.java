package io.landfall.bronze;

import io.landfall.bronze.maintenance.Maintenance;
import io.landfall.bronze.plan.BronzeException;
import java.time.Clock;

/**
 * The maintenance job's program, to be run once a day: notes what landed, deletes the rows and erases the fields whose retention is over, removes
 * files that no version needs any more, and brings properties and tags of the tables up to date. With {@code --ledger}, to be run
 * more often, it only notes what landed, and how much of that is ingested.
 */
public final class MaintenanceJob {
    private MaintenanceJob() {}

    /**
     * Runs the job; {@code --help} says with what.
     *
     * @throws BronzeException on Databricks, if a table failed or the command line cannot be used
     */
    public static void main(String[] args) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        new SparkProgram(
                        BronzeArguments.MAINTENANCE,
                        (plans, options, unneeded) -> Maintenance.explain(plans, options, clock.instant()),
                        (spark, plans, options) -> new Maintenance(
                                        spark, plans, options, MaintenanceJob.class.getSimpleName(), clock)
                                .run())
                .start(args);
    }
}
