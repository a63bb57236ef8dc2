package io.landfall.bronze;

import io.landfall.record.MetadataColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A bronze table: there when it is needed, growing columns, and taking each batch once. Used by one thread at a time. */
final class BronzeTable {
    private final TablePlan plan;
    private final DeltaTables tables;
    private Optional<StructType> accepted = Optional.empty();

    BronzeTable(TablePlan plan, DeltaTables tables) {
        this.plan = plan;
        this.tables = tables;
    }

    /**
     * Makes sure that the table exists and can take these columns.
     *
     * @throws BronzeException if it cannot, for a reason that stays
     */
    void accept(SparkSession spark, StructType columns) {
        if (accepted.filter(columns::equals).isPresent()) {
            return;
        }
        checkReserved(columns);
        StructType written = withLoadColumns(columns);
        if (tables.isThere(spark, plan.name(), plan.location())) {
            StructType present = spark.table(plan.name().sql()).schema();
            checkClustering(present, written);
            if (TableProperties.hasTimestampNtz(written) && !TableProperties.hasTimestampNtz(present)) {
                spark.sql(BronzeDdl.setProperties(plan.name(), Map.of(TableProperties.TIMESTAMP_NTZ, "supported")));
            }
        } else {
            checkClustering(written);
            tables.createSchema(spark, plan.name(), plan.location());
            spark.sql(BronzeDdl.createTable(plan, written, TableProperties.of(plan, written)));
        }
        accepted = Optional.of(columns);
    }

    /** Appends rows unless this transaction is in the table. */
    void append(Dataset<Row> rows, DeltaTransaction transaction) {
        rows.write()
                .format("delta")
                .mode("append")
                .option("mergeSchema", "true")
                .options(transaction.options())
                .saveAsTable(plan.name().sql());
    }

    private static StructType withLoadColumns(StructType columns) {
        return columns.add(MetadataColumns.LOAD_TIMESTAMP, "timestamp")
                .add(MetadataColumns.UPDATE_TIMESTAMP, "timestamp");
    }

    private void checkReserved(StructType columns) {
        for (String name : List.of(MetadataColumns.LOAD_TIMESTAMP, MetadataColumns.UPDATE_TIMESTAMP)) {
            if (child(columns, name).isPresent()) {
                throw new BronzeException(
                        plan.name() + ": the landed schema has a column " + name + ", which is the bronze job's own");
            }
        }
    }

    private void checkClustering(StructType... schemas) {
        for (String column : plan.clusterBy()) {
            if (Arrays.stream(schemas).noneMatch(schema -> has(schema, column))) {
                throw new BronzeException(plan.name() + ": cluster_by names " + column
                        + ", which is no column; there are " + String.join(", ", schemas[0].fieldNames()));
            }
        }
    }

    private static boolean has(StructType schema, String path) {
        Optional<DataType> type = Optional.of(schema);
        for (String name : path.split("\\.", -1)) {
            type = type.flatMap(t -> t instanceof StructType struct ? child(struct, name) : Optional.empty());
        }
        return type.isPresent();
    }

    private static Optional<DataType> child(StructType struct, String name) {
        return Arrays.stream(struct.fields())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .map(StructField::dataType);
    }
}
