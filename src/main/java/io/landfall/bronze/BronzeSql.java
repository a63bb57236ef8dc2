package io.landfall.bronze;

import io.delta.tables.DeltaTable;
import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.bronze.plan.JobPlan;
import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.plan.Warehouse;
import io.landfall.bronze.spark.LocalSpark;
import io.landfall.bronze.spark.S3aSettings;
import io.landfall.bronze.table.BronzeDdl;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.config.ConfigException;
import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Asks the bronze tables of plain Spark, found by their folders, and prints the answer as a table. */
public final class BronzeSql {
    private static final ArgumentParser<SqlArguments> ARGUMENTS = new ArgumentParser<>(SqlArguments::new);
    private static final int WIDEST_CELL = 60;

    private BronzeSql() {}

    /** Runs a query; exit codes: 0 done, 1 the query failed, 2 the command line or the configuration cannot be used. */
    public static void main(String[] args) {
        LocalSpark.configureLogging();
        System.exit(run(args));
    }

    private static int run(String[] args) {
        try {
            Optional<SqlArguments> arguments = ARGUMENTS.parse(args);
            if (arguments.isEmpty()) {
                System.out.print(ARGUMENTS.help());
                return 0;
            }
            return run(arguments.get());
        } catch (BronzeException | ConfigException e) {
            System.err.println(e.getMessage());
            System.err.println(ARGUMENTS.usage());
            return 2;
        }
    }

    private static int run(SqlArguments arguments) {
        LandfallConfig config = ConfigLoader.load(arguments.config(), arguments.environment());
        Warehouse warehouse = new Warehouse(
                JobPlan.located(arguments.warehouse()), config.bronze().schema());
        Map<String, String> conf = S3aSettings.of(config, BronzeReferences.ofProcess());
        SparkSession spark = LocalSpark.start(warehouse.root(), conf);
        try {
            register(spark, warehouse);
            return ask(spark, arguments.query(), arguments.rows());
        } finally {
            spark.stop();
        }
    }

    /** Makes the tables of a warehouse known, and its schema the current one. */
    static void register(SparkSession spark, Warehouse warehouse) {
        TableName any = new TableName(JobPlan.SPARK_CATALOG, warehouse.schema(), "any");
        new DeltaTables().createSchema(spark, any, Optional.of(warehouse.location(any.table())));
        spark.sql("USE " + any.schemaSql());
        Path folder = new Path(warehouse.folder());
        try {
            FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
            for (FileStatus found : files.exists(folder) ? files.listStatus(folder) : new FileStatus[0]) {
                String location = found.getPath().toString();
                if (DeltaTable.isDeltaTable(spark, location)) {
                    spark.sql(BronzeDdl.register(any.sibling(found.getPath().getName()), location));
                }
            }
        } catch (IOException e) {
            throw new BronzeException("cannot list " + folder, e);
        }
    }

    private static int ask(SparkSession spark, String query, int rows) {
        try {
            Dataset<Row> answer = spark.sql(query);
            if (answer.columns().length > 0) {
                answer.show(rows, WIDEST_CELL);
            }
            return 0;
        } catch (Exception e) {
            // Whoever asks may read the whole answer, so the whole reason too.
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
