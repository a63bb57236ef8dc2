package io.landfall.bronze.segment;

import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.TablePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** How a stream finds a table's segments and reads them: all that differs between Databricks and plain Spark. */
public sealed interface SegmentSource permits AutoLoaderSource, ParquetSource {
    /** Of each row, the segment it comes from; taken off before rows are written. */
    String FILE = "_landfall_file";

    /** What a stream reads from; empty where segments are listed instead. */
    static Optional<SegmentSource> of(Kind kind) {
        return switch (kind) {
            case AUTO_LOADER -> Optional.of(new AutoLoaderSource());
            case PARQUET -> Optional.of(new ParquetSource());
            case LISTING -> Optional.empty();
        };
    }

    /** The name of Spark's data source. */
    String format();

    /** The options of the stream. */
    Map<String, String> options(TablePlan plan);

    /** The stream of a table's segments. */
    Dataset<Row> stream(SparkSession spark, TablePlan plan);

    /** The paths of a micro-batch's segments, as far as the source knows them without reading them, also of missing ones. */
    List<String> files(Dataset<Row> frame, TablePlan plan, long batch);

    /** The rows of a micro-batch's segments, with the column {@link #FILE}. */
    Dataset<Row> rows(Dataset<Row> frame, List<String> files);

    /** The columns of a batch of segments with these. */
    StructType columns(StructType landed);

    /** Whether a stream could not begin just because nothing has landed so far. */
    boolean nothingLanded(Throwable failure);
}
