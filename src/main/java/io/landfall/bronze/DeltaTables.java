package io.landfall.bronze;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/** Finds tables in the catalog, and brings them back into one that lives in memory. Safe for several streams. */
final class DeltaTables {

    /** Whether a table exists; one that only its folder knows of is registered. */
    synchronized boolean isThere(SparkSession spark, TableName name, Optional<String> location) {
        if (spark.catalog().tableExists(name.sql())) {
            return true;
        }
        if (location.filter(at -> DeltaTable.isDeltaTable(spark, at)).isEmpty()) {
            location.ifPresent(at -> clear(spark, at));
            return false;
        }
        createSchema(spark, name, location);
        spark.sql(BronzeDdl.register(name, location.get()));
        return true;
    }

    /** Removes what a job left that was killed while it created the table: Delta refuses to create one around it. */
    private static void clear(SparkSession spark, String location) {
        try {
            Path folder = new Path(location);
            FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
            if (files.exists(folder) && !holdsFiles(files, folder)) {
                files.delete(folder, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + location, e);
        }
    }

    /** Temporary files, whose names begin with a dot, are none. */
    private static boolean holdsFiles(FileSystem files, Path folder) throws IOException {
        RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
        while (all.hasNext()) {
            if (!all.next().getPath().getName().startsWith(".")) {
                return true;
            }
        }
        return false;
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
