package io.landfall.bronze;

import io.landfall.bronze.ingest.BronzeRun;
import io.landfall.bronze.ingest.RestartPolicy;
import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.spark.Sessions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;

/** The bronze job's program: ingests the segments of the configured tables into their Delta tables. */
public final class BronzeJob {
    /** Before Spark's own hooks, which take the session away. */
    private static final int SHUTDOWN_PRIORITY = 1000;

    private static final int SHUTDOWN_SECONDS = 60;

    private BronzeJob() {}

    /**
     * Runs the job; {@code --help} says with what.
     *
     * @throws BronzeException on Databricks, if a table failed for good or the command line cannot be used
     */
    public static void main(String[] args) throws InterruptedException {
        new SparkProgram(BronzeArguments.INGEST, Explanation::of, BronzeJob::ingest).start(args);
    }

    private static List<String> ingest(SparkSession spark, List<TablePlan> plans, BronzeOptions options)
            throws InterruptedException {
        BronzeRun run = new BronzeRun(
                spark, plans, options, Explanation.settings(plans, options), RestartPolicy.DEFAULT, Clock.systemUTC());
        if (Sessions.isConnect(spark)) {
            Runtime.getRuntime().addShutdownHook(new Thread(run::stop, "stop"));
        } else {
            ShutdownHookManager.get().addShutdownHook(run::stop, SHUTDOWN_PRIORITY, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        }
        return run.run();
    }
}
