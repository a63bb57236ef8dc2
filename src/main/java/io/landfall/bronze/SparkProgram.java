package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.bronze.plan.JobPlan;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.spark.LocalSpark;
import io.landfall.bronze.spark.S3aSettings;
import io.landfall.config.ConfigException;
import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * What the programs have in common that work on the configured tables. Exit codes outside of Databricks: 0 done, 1 a table
 * failed for good, 2 the command line or the configuration cannot be used. On Databricks they throw instead, for there
 * the process is not their own.
 *
 * @param arguments read the command line
 * @param explanation says what would be done
 */
record SparkProgram(BronzeArguments arguments, Explainer explanation, Work work) {

    /** Says what a program would do. */
    interface Explainer {
        /**
         * Says it.
         *
         * @param spark starts Spark if it is not there yet
         */
        String explain(List<TablePlan> plans, BronzeOptions options, Supplier<SparkSession> spark);
    }

    /** What a program does. */
    interface Work {
        /** Returns the tables that failed for good, each with the reason. */
        List<String> run(SparkSession spark, List<TablePlan> plans, BronzeOptions options) throws InterruptedException;
    }

    void start(String[] args) throws InterruptedException {
        if (LocalSpark.isOnDatabricks()) {
            List<String> failed = run(args, true);
            if (!failed.isEmpty()) {
                throw new BronzeException(message(failed));
            }
            return;
        }
        LocalSpark.configureLogging();
        System.exit(local(args));
    }

    private int local(String[] args) throws InterruptedException {
        try {
            List<String> failed = run(args, false);
            if (!failed.isEmpty()) {
                System.err.println(message(failed));
                return 1;
            }
            return 0;
        } catch (BronzeException | ConfigException e) {
            System.err.println(e.getMessage());
            System.err.println(arguments.usage());
            return 2;
        }
    }

    private static String message(List<String> failed) {
        return "failed for good: " + String.join("; ", failed);
    }

    private List<String> run(String[] args, boolean onDatabricks) throws InterruptedException {
        Optional<BronzeOptions> options = arguments.parse(args, onDatabricks);
        if (options.isEmpty()) {
            System.out.print(arguments.help());
            return List.of();
        }
        return run(options.get());
    }

    private List<String> run(BronzeOptions options) throws InterruptedException {
        LandfallConfig config = ConfigLoader.load(options.config(), options.environment());
        BronzeReferences references = BronzeReferences.ofProcess();
        List<TablePlan> plans = JobPlan.of(config, options, references);
        if (options.explain()) {
            System.out.print(explanation.explain(plans, options, () -> session(config, options, references)));
            return List.of();
        }
        SparkSession spark = session(config, options, references);
        try {
            return work.run(spark, plans, options);
        } finally {
            if (!LocalSpark.isOnDatabricks()) {
                spark.stop();
            }
        }
    }

    private static SparkSession session(LandfallConfig config, BronzeOptions options, BronzeReferences references) {
        if (options.onPlainSpark()) {
            Map<String, String> conf = new LinkedHashMap<>(S3aSettings.of(config, references));
            conf.putAll(options.sparkConf());
            return LocalSpark.start(JobPlan.located(options.warehouse().orElseThrow()), conf);
        }
        SparkSession.Builder builder = SparkSession.builder();
        options.sparkConf().forEach(builder::config);
        return builder.getOrCreate();
    }
}
