package io.landfall.bronze.segment;

import io.landfall.bronze.plan.TablePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The file stream of plain Spark. A stream of Parquet rows would need its schema at the start, and would silently drop
 * columns that arrive later, and not tell of segments without rows. So this streams file names (the binary source opens
 * no file as long as nobody asks for its content), and each batch reads its own segments with their own merged schema.
 *
 * <p>Spark passes over files that are gone by the time it reads them, and refuses to stream from a folder that is not
 * there. Here it is the other way round: a batch has all the segments that the stream found, whatever became of them
 * since, and a folder that is not there yet holds none.
 */
public record ParquetSource() implements SegmentSource {
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
        // Spark takes one or the other.
        plan.batch()
                .bytes()
                .ifPresentOrElse(
                        bytes -> options.put("maxBytesPerTrigger", Long.toString(bytes)),
                        () -> options.put(
                                "maxFilesPerTrigger",
                                Integer.toString(plan.batch().files())));
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
                .load(plan.generations())
                .select("path");
    }

    @Override
    public List<String> files(Dataset<Row> frame, TablePlan plan, long batch) {
        return new FileStreamCheckpoint(frame.sparkSession(), plan.checkpoint()).files(batch);
    }

    @Override
    public Dataset<Row> rows(Dataset<Row> frame, List<String> files) {
        return files.isEmpty() ? frame.sparkSession().emptyDataFrame() : ParquetFiles.rows(frame.sparkSession(), files);
    }

    @Override
    public StructType columns(StructType landed) {
        return landed;
    }

    @Override
    public boolean nothingLanded(Throwable failure) {
        return false;
    }
}
