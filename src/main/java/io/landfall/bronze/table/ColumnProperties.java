package io.landfall.bronze.table;

import io.landfall.bronze.plan.TablePlan;
import io.landfall.record.MetadataColumns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;

/** The Delta properties that a table's columns ask for. */
final class ColumnProperties {
    /** Must be asked for by name before a table can hold timestamps without a time zone. */
    static final String TIMESTAMP_NTZ = "delta.feature.timestampNtz";

    /** Must be on for a column to change its type. */
    static final String TYPE_WIDENING = "delta.enableTypeWidening";

    static final String STATS_COLUMNS = "delta.dataSkippingStatsColumns";

    /** Delta keeps statistics of this many columns, from the left, if not told which. */
    private static final int INDEXED = 32;

    private static final List<String> INDEXED_METADATA = List.of(
            MetadataColumns.LOAD_TIMESTAMP,
            MetadataColumns.BATCH_ID,
            MetadataColumns.SOURCE_PARTITION,
            MetadataColumns.SOURCE_OFFSET);

    private ColumnProperties() {}

    /** The plan's properties, and what its columns need. */
    static Map<String, String> of(TablePlan plan, StructType columns) {
        Map<String, String> properties = new LinkedHashMap<>(plan.properties());
        if (hasTimestampNtz(columns)) {
            properties.put(TIMESTAMP_NTZ, "supported");
        }
        if (leaves(columns) > INDEXED) {
            // Statistics of every column of a wide table cost more than they save, and clustering needs those of its
            // own.
            Set<String> indexed = new LinkedHashSet<>(plan.clusterBy());
            List<String> present = Arrays.asList(columns.fieldNames());
            INDEXED_METADATA.stream().filter(present::contains).forEach(indexed::add);
            properties.put(STATS_COLUMNS, String.join(",", indexed));
        }
        return properties;
    }

    static boolean hasTimestampNtz(DataType type) {
        if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                if (hasTimestampNtz(field.dataType())) {
                    return true;
                }
            }
            return false;
        }
        if (type instanceof ArrayType array) {
            return hasTimestampNtz(array.elementType());
        }
        if (type instanceof MapType map) {
            return hasTimestampNtz(map.keyType()) || hasTimestampNtz(map.valueType());
        }
        return type instanceof TimestampNTZType;
    }

    private static int leaves(DataType type) {
        if (!(type instanceof StructType struct)) {
            return 1;
        }
        int leaves = 0;
        for (StructField field : struct.fields()) {
            leaves += leaves(field.dataType());
        }
        return leaves;
    }
}
