package io.landfall.bronze.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark outside of Databricks: in this process, with Delta, sized for a laptop. */
public final class LocalSpark {
    private static final String LOGGING = "log4j2.configurationFile";

    private LocalSpark() {}

    public static boolean isOnDatabricks() {
        return System.getenv("DATABRICKS_RUNTIME_VERSION") != null;
    }

    /** Quietens Spark, unless somebody configured logging; to be called before anything logs. */
    public static void configureLogging() {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "io/landfall/bronze/log4j2-bronze.xml");
        }
    }

    /**
     * Starts it.
     *
     * @param conf settings that go before these
     */
    public static SparkSession start(String warehouse, Map<String, String> conf) {
        Map<String, String> settings = settings(warehouse);
        settings.putAll(conf);
        SparkSession.Builder builder = SparkSession.builder();
        settings.forEach(builder::config);
        return builder.getOrCreate();
    }

    public static Map<String, String> settings(String warehouse) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.app.name", "landfall-bronze");
        settings.put("spark.master", "local[*]");
        settings.put("spark.driver.host", "127.0.0.1");
        settings.put("spark.driver.bindAddress", "127.0.0.1");
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        settings.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        settings.put("spark.sql.warehouse.dir", warehouse);
        settings.put("spark.sql.session.timeZone", "UTC");
        // Hadoop's own ways of writing and renaming local files start some 80 processes per batch.
        settings.put("spark.hadoop.fs.file.impl", PlainLocalFileSystem.class.getName());
        settings.put(
                "spark.sql.streaming.checkpointFileManagerClass",
                "org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager");
        settings.put("spark.delta.logStore.file.impl", "io.delta.storage.LocalLogStore");
        // Batches are small: tasks cost more than they gain.
        settings.put("spark.sql.shuffle.partitions", "2");
        settings.put("spark.databricks.delta.snapshotPartitions", "2");
        // And so does compiling Java for each query: what was compiled is kept.
        settings.put("spark.sql.codegen.cache.maxEntries", "5000");
        // VACUUM lists a table's folder in as many tasks, 10,000 by default.
        settings.put("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
        // Spark knows no nanoseconds and would refuse the column.
        settings.put("spark.sql.legacy.parquet.nanosAsLong", "true");
        return settings;
    }
}
