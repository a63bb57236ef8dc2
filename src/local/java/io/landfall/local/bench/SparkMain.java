package io.landfall.local.bench;

import io.landfall.config.LandingConfig.Compression;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Landfall's work as a Structured Streaming job, set up as one would for throughput: all in one batch, codegen, RocksDB as state
 * store, as many shuffle partitions as threads, no batch after the last.
 */
public final class SparkMain {
    private SparkMain() {}

    /** The arguments are bootstrap servers, topic, workload, folder for the output, folder for the checkpoint, and threads. */
    public static void main(String[] args) throws Exception {
        try (SparkSession spark = SparkSession.builder()
                .master("local[" + args[5] + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", args[5])
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.compression.codec", "zstd")
                .config("spark.hadoop.parquet.compression.codec.zstd.level", Compression.ZSTD_LEVEL)
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .config("spark.sql.streaming.noDataMicroBatches.enabled", "false")
                .config("spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true")
                .config(
                        "spark.sql.streaming.stateStore.providerClass",
                        "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider")
                .getOrCreate()) {
            Dataset<Row> records = spark.readStream()
                    .format("kafka")
                    .options(Map.of(
                            "kafka.bootstrap.servers", args[0],
                            "subscribe", args[1],
                            "startingOffsets", "earliest"))
                    .load();
            new SparkStages(Workload.valueOf(args[2]), args[1])
                    .apply(records)
                    .writeStream()
                    .format("parquet")
                    .option("path", args[3])
                    .option("checkpointLocation", args[4])
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
        }
    }
}
