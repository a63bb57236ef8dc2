package io.landfall.bronze;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Reads what segments say about themselves, which Spark keeps to itself. Safe for several threads. */
interface Footers {
    /**
     * The key-value metadata of a Parquet file.
     *
     * @throws IOException if it cannot be read, or is no Parquet file
     */
    Map<String, String> read(String file) throws IOException;

    /** As this session can: by Hadoop, or, where Spark is far away, as files that this machine sees. */
    static Footers of(SparkSession spark) {
        return Sessions.isConnect(spark)
                ? new MountedFooters()
                : new HadoopFooters(spark.sparkContext().hadoopConfiguration());
    }
}
