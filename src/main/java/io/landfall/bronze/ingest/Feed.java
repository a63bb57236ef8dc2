package io.landfall.bronze.ingest;

import org.apache.spark.sql.SparkSession;

/** Where a table's batches come from. */
interface Feed {
    /**
     * One start: gives batches to a loop until there are no more, the loop is stopped, or something fails.
     *
     * @throws Exception what failed; the loop decides whether to start again
     */
    void run(SparkSession spark, IngestLoop loop) throws Exception;

    /** Ends what {@link #run} has begun, from another thread; between two batches if possible. */
    void end() throws Exception;
}
