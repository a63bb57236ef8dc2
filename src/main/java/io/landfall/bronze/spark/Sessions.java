package io.landfall.bronze.spark;

import org.apache.spark.sql.SparkSession;

/** What Spark sessions are asked for, of either kind. */
public final class Sessions {
    private Sessions() {}

    /** A random id. */
    public static String newId(SparkSession spark) {
        return spark.sql("SELECT uuid()").first().getString(0);
    }

    /**
     * Whether Spark runs elsewhere, and this is only a client of it: on serverless compute. Such a session has no
     * {@code SparkContext}, and no Hadoop.
     */
    public static boolean isConnect(SparkSession spark) {
        try {
            spark.sparkContext();
            return false;
        } catch (UnsupportedOperationException e) {
            return true;
        }
    }
}
