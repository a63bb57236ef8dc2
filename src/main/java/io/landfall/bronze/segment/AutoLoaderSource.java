package io.landfall.bronze.segment;

import static org.apache.spark.sql.functions.col;

import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.spark.SparkFailures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Databricks Auto Loader. It keeps the schema beside the checkpoint; a new column, or a wider type, ends the stream once,
 * and the restart reads it.
 */
public record AutoLoaderSource() implements SegmentSource {
    /** Holds what does not fit. */
    private static final String RESCUED = "_rescued_data";

    @Override
    public String format() {
        return "cloudFiles";
    }

    @Override
    public Map<String, String> options(TablePlan plan) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("cloudFiles.format", "parquet");
        options.put("cloudFiles.useManagedFileEvents", "true");
        options.put("cloudFiles.schemaLocation", plan.checkpoint() + "/_schema");
        options.put("cloudFiles.schemaEvolutionMode", "addNewColumnsWithTypeWidening");
        options.put("cloudFiles.partitionColumns", "");
        options.put("cloudFiles.allowOverwrites", "false");
        options.put(
                "cloudFiles.maxFilesPerTrigger", Integer.toString(plan.batch().files()));
        plan.batch().bytes().ifPresent(bytes -> options.put("cloudFiles.maxBytesPerTrigger", bytes + "b"));
        options.put("ignoreMissingFiles", "false");
        options.put("ignoreCorruptFiles", "false");
        options.put("rescuedDataColumn", RESCUED);
        options.put("pathGlobFilter", "*.parquet");
        return options;
    }

    @Override
    public Dataset<Row> stream(SparkSession spark, TablePlan plan) {
        return spark.readStream()
                .format(format())
                .options(options(plan))
                .load(plan.folder())
                .withColumn(FILE, col("_metadata.file_path"));
    }

    /** Auto Loader does not tell: segments with rows are known by those, others not at all. */
    @Override
    public List<String> files(Dataset<Row> frame, TablePlan plan, long batch) {
        return List.of();
    }

    @Override
    public Dataset<Row> rows(Dataset<Row> frame, List<String> files) {
        return frame;
    }

    @Override
    public StructType columns(StructType landed) {
        return landed.add(RESCUED, DataTypes.StringType);
    }

    @Override
    public boolean nothingLanded(Throwable failure) {
        return SparkFailures.has(failure, "CF_EMPTY_DIR_FOR_SCHEMA_INFERENCE")
                || SparkFailures.has(failure, "PATH_NOT_FOUND");
    }
}
