package io.landfall.bronze.ingest;

import io.landfall.bronze.spark.Sessions;
import org.apache.spark.sql.SparkSession;

/** Hears of each batch that was loaded. */
interface BatchMetrics {
    void loaded(long rows, BatchFreshness freshness);

    /** Those of a table, in Spark's own metrics, where Spark is here; a client of Spark Connect has none. */
    static BatchMetrics of(SparkSession spark, String table) {
        return Sessions.isConnect(spark) ? (rows, freshness) -> {} : SparkBatchMetrics.registered(table);
    }
}
