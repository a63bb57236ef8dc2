package io.landfall.bronze.table;

import io.delta.tables.DeltaTable;
import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.spark.SparkFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds tables in the catalog, and brings them back into one that lives in memory. Safe for several streams. */
public final class DeltaTables {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaTables.class);
    private static final int ATTEMPTS = 5;

    /** Whether a table exists; one that only its folder knows of is registered. */
    public synchronized boolean isThere(SparkSession spark, TableName name, Optional<String> location) {
        if (spark.catalog().tableExists(name.sql())) {
            return true;
        }
        if (location.filter(at -> DeltaTable.isDeltaTable(spark, at)).isEmpty()) {
            location.ifPresent(at -> clearLeftovers(spark, at));
            return false;
        }
        createSchema(spark, name, location);
        spark.sql(BronzeDdl.register(name, location.get()));
        return true;
    }

    private static void clearLeftovers(SparkSession spark, String location) {
        try {
            Path folder = new Path(location);
            FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
            clear(files, folder);
        } catch (FileNotFoundException nothingThere) {
            LOG.debug("nothing is left at {}", location);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + location, e);
        }
    }

    /**
     * Creates a table unless it exists. Of several jobs that start at once, each wants the same table: all but one fail
     * to create it, and find it there when they look again.
     *
     * @param ddl creates the table
     */
    public synchronized void create(SparkSession spark, TableName name, Optional<String> location, String ddl) {
        for (int attempt = 1; !isThere(spark, name, location); attempt++) {
            try {
                createSchema(spark, name, location);
                spark.sql(ddl);
                return;
            } catch (Exception failure) {
                if (attempt == ATTEMPTS) {
                    throw failure;
                }
                LOG.info("{} could not be created, looking again: {}", name, SparkFailures.message(failure));
            }
        }
    }

    /**
     * Removes what a job left that was killed while it created the table: Delta refuses to create one around it. Another
     * job may be creating the table right now. So this removes empty folders and temporary files only, one by one: at the
     * worst the other job has to start over, while a table that has come into being in the meantime stays whole.
     */
    static void clear(FileSystem files, Path folder) throws IOException {
        for (FileStatus found : files.listStatus(folder)) {
            if (found.isDirectory()) {
                clear(files, found.getPath());
            } else if (isTemporary(found.getPath())) {
                files.delete(found.getPath(), false);
            }
        }
        deleteEmpty(files, folder);
    }

    private static void deleteEmpty(FileSystem files, Path folder) throws IOException {
        if (files.listStatus(folder).length > 0) {
            return;
        }
        try {
            files.delete(folder, false);
        } catch (IOException filledMeanwhile) {
            LOG.info("{} stays: {}", folder, filledMeanwhile.getClass().getSimpleName());
        }
    }

    private static boolean isTemporary(Path file) {
        return file.getName().startsWith(".");
    }

    /**
     * Creates the schema of a table if it is missing. Unity Catalog wants the right to create schemas even for {@code IF NOT
     * EXISTS}, and jobs have none.
     *
     * @param tableLocation the table's folder; the schema's is the one above
     */
    public synchronized void createSchema(SparkSession spark, TableName name, Optional<String> tableLocation) {
        if (!spark.catalog().databaseExists(name.schemaSql())) {
            spark.sql(BronzeDdl.createSchema(name, tableLocation.map(at -> at.substring(0, at.lastIndexOf('/')))));
        }
    }
}
