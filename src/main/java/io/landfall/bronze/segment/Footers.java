package io.landfall.bronze.segment;

import io.landfall.bronze.spark.Sessions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Reads what segments say about themselves, which Spark keeps to itself. Safe for several threads. */
public interface Footers {
    /**
     * The key-value metadata of a Parquet file.
     *
     * @throws IOException if it cannot be read, or is no Parquet file
     */
    Map<String, String> read(String file) throws IOException;

    /**
     * The Avro schema of the records, which the service puts into each segment's footer; empty if there is none.
     *
     * @throws IOException if the file cannot be read, or is no Parquet file
     */
    default Optional<String> schema(String file) throws IOException {
        return Optional.ofNullable(read(file).get("parquet.avro.schema"));
    }

    /** As this session can: by Hadoop, or, where Spark is far away, as files that this machine sees. */
    static Footers of(SparkSession spark) {
        return Sessions.isConnect(spark)
                ? new MountedFooters()
                : new HadoopFooters(spark.sparkContext().hadoopConfiguration());
    }
}
