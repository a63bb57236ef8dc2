package io.landfall.bronze;

import io.delta.tables.DeltaTable;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Finds tables in the catalog, and brings them back into one that lives in memory. Safe for several streams. */
final class DeltaTables {

    /** Whether a table exists; one that only its folder knows of is registered. */
    synchronized boolean isThere(SparkSession spark, TableName name, Optional<String> location) {
        if (spark.catalog().tableExists(name.sql())) {
            return true;
        }
        if (location.filter(at -> DeltaTable.isDeltaTable(spark, at)).isEmpty()) {
            return false;
        }
        createSchema(spark, name, location);
        spark.sql(BronzeDdl.register(name, location.get()));
        return true;
    }

    /**
     * Creates the schema of a table.
     *
     * @param tableLocation the table's folder; the schema's is the one above
     */
    synchronized void createSchema(SparkSession spark, TableName name, Optional<String> tableLocation) {
        spark.sql(BronzeDdl.createSchema(name, tableLocation.map(at -> at.substring(0, at.lastIndexOf('/')))));
    }
}
