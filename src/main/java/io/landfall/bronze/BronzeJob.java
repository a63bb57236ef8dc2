package io.landfall.bronze;

import io.landfall.bronze.BronzeOptions.Kind;
import io.landfall.config.ConfigException;
import io.landfall.config.ConfigLoader;
import io.landfall.config.LandfallConfig;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;

/**
 * The bronze job's program: ingests the segments of the configured tables into their Delta tables. Exit codes outside of
 * Databricks: 0 done, 1 a table failed for good, 2 the command line or the configuration cannot be used. On Databricks
 * it throws instead, for there the process is not the job's own.
 */
public final class BronzeJob {
    /** Before Spark's own hooks, which take the session away. */
    private static final int SHUTDOWN_PRIORITY = 1000;

    private static final int SHUTDOWN_SECONDS = 60;

    private BronzeJob() {}

    /**
     * Runs the job; {@link BronzeArguments#USAGE} says with what.
     *
     * @throws BronzeException on Databricks, if a table failed for good or the command line cannot be used
     */
    public static void main(String[] args) throws InterruptedException {
        if (LocalSpark.isOnDatabricks()) {
            List<String> failed = run(BronzeArguments.parse(args, true));
            if (!failed.isEmpty()) {
                throw new BronzeException(message(failed));
            }
            return;
        }
        LocalSpark.configureLogging();
        System.exit(local(args));
    }

    private static int local(String[] args) throws InterruptedException {
        try {
            List<String> failed = run(BronzeArguments.parse(args, false));
            if (!failed.isEmpty()) {
                System.err.println(message(failed));
                return 1;
            }
            return 0;
        } catch (BronzeException | ConfigException e) {
            System.err.println(e.getMessage());
            System.err.println(BronzeArguments.USAGE);
            return 2;
        }
    }

    private static String message(List<String> failed) {
        return "failed for good: " + String.join("; ", failed);
    }

    private static List<String> run(BronzeOptions options) throws InterruptedException {
        LandfallConfig config = ConfigLoader.load(options.config(), options.environment());
        References references = References.ofProcess();
        List<TablePlan> plans = JobPlan.of(config, options, references);
        if (options.explain()) {
            System.out.print(Explanation.of(plans, options));
            return List.of();
        }
        SparkSession spark = session(config, options, references);
        try {
            BronzeRun run = new BronzeRun(spark, plans, options, RestartPolicy.DEFAULT, Clock.systemUTC());
            ShutdownHookManager.get().addShutdownHook(run::stop, SHUTDOWN_PRIORITY, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            return run.run();
        } finally {
            if (!LocalSpark.isOnDatabricks()) {
                spark.stop();
            }
        }
    }

    private static SparkSession session(LandfallConfig config, BronzeOptions options, References references) {
        if (options.source() == Kind.AUTO_LOADER) {
            SparkSession.Builder builder = SparkSession.builder();
            options.sparkConf().forEach(builder::config);
            return builder.getOrCreate();
        }
        Map<String, String> conf =
                new LinkedHashMap<>(S3aSettings.of(config.landing().s3(), references));
        conf.putAll(options.sparkConf());
        return LocalSpark.start(JobPlan.located(options.warehouse().orElseThrow()), conf);
    }
}
