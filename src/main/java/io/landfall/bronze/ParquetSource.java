package io.landfall.bronze;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The file stream of plain Spark. A stream of Parquet rows would need its schema at the start, and would silently drop
 * columns that arrive later, and not tell of segments without rows. So this streams file names (the binary source opens
 * no file as long as nobody asks for its content), and each batch reads its own segments with their own merged schema.
 */
record ParquetSource() implements SegmentSource {
    private static final StructType FILES =
            StructType.fromDDL("path STRING, modificationTime TIMESTAMP, length BIGINT, content BINARY");

    @Override
    public String format() {
        return "binaryFile";
    }

    @Override
    public Map<String, String> options(TablePlan plan) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("pathGlobFilter", "*.parquet");
        options.put("recursiveFileLookup", "true");
        options.put("maxFilesPerTrigger", Integer.toString(plan.maxFiles()));
        // The default ignores files a week older than the newest: segments can wait that long for a job that was down.
        options.put("maxFileAge", "36500d");
        return options;
    }

    @Override
    public Dataset<Row> stream(SparkSession spark, TablePlan plan) {
        return spark.readStream()
                .format(format())
                .schema(FILES)
                .options(options(plan))
                .load(plan.folder())
                .select("path");
    }

    @Override
    public List<String> files(Dataset<Row> frame) {
        return frame.as(Encoders.STRING()).collectAsList();
    }

    @Override
    public Dataset<Row> rows(Dataset<Row> frame, List<String> files) {
        if (files.isEmpty()) {
            return frame.sparkSession().emptyDataFrame();
        }
        return frame.sparkSession()
                .read()
                .option("mergeSchema", "true")
                .parquet(files.toArray(String[]::new))
                .withColumn(FILE, col("_metadata.file_path"));
    }

    @Override
    public boolean nothingLanded(Throwable failure) {
        return Failures.has(failure, "PATH_NOT_FOUND");
    }
}
