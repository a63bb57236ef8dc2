package io.landfall.bronze.segment;

import static org.apache.spark.sql.functions.col;

import io.landfall.bronze.spark.SparkFailures;
import io.landfall.bronze.table.ColumnTypes;
import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Reads segments by their paths, none of which may be missing or broken. */
public final class ParquetFiles {
    private ParquetFiles() {}

    /** The rows of files, at least one, with the column {@link SegmentSource#FILE}. */
    public static Dataset<Row> rows(SparkSession spark, List<String> files) {
        return read(spark, files).withColumn(SegmentSource.FILE, col("_metadata.file_path"));
    }

    /** Spark merges schemas unless a column has several types. Then halves are merged, in the order in which they landed. */
    private static Dataset<Row> read(SparkSession spark, List<String> files) {
        DataFrameReader reader =
                spark.read().option("ignoreMissingFiles", "false").option("ignoreCorruptFiles", "false");
        String[] paths = files.toArray(String[]::new);
        try {
            Dataset<Row> rows = reader.option("mergeSchema", "true").parquet(paths);
            rows.schema(); // a client of Spark Connect would not know so far
            return rows;
        } catch (Exception failure) {
            if (files.size() < 2 || !SparkFailures.has(failure, "CANNOT_MERGE_SCHEMAS")) {
                throw failure;
            }
            int half = files.size() / 2;
            StructType older = read(spark, files.subList(0, half)).schema();
            StructType newer = read(spark, files.subList(half, files.size())).schema();
            return reader.schema(ColumnTypes.union(older, newer)).parquet(paths);
        }
    }
}
