package io.landfall.bronze.table;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.record.MetadataColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.OptionConverters;

/** A bronze table: there when it is needed, growing columns, and taking each batch once. Used by one thread at a time. */
public final class BronzeTable {
    private static final Logger LOG = LoggerFactory.getLogger(BronzeTable.class);

    private final TablePlan plan;
    private final DeltaTables tables;
    private Optional<StructType> accepted = Optional.empty();
    private StructType written = new StructType();

    public BronzeTable(TablePlan plan, DeltaTables tables) {
        this.plan = plan;
        this.tables = tables;
    }

    /**
     * Makes sure that the table exists and can take these columns.
     *
     * @param docs asked for if these are not the columns that were accepted last
     * @throws BronzeException if it cannot, for a reason that stays
     */
    public void accept(SparkSession spark, StructType columns, Supplier<ColumnDocs> docs) {
        if (accepted.filter(columns::equals).isPresent()) {
            return;
        }
        ColumnDocs about = docs.get();
        StructType wanted = columns(plan, columns, about);
        if (!tables.isThere(spark, plan.name(), plan.location())) {
            tables.create(spark, plan.name(), plan.location(), ddl(plan, wanted, about));
            tag(spark);
        }
        StructType present = spark.table(plan.name().sql()).schema();
        checkClustering(plan, present, wanted);
        StructType wide = ColumnTypes.widened(present, wanted);
        widen(spark, ColumnTypes.changes(present, wide));
        if (ColumnProperties.hasTimestampNtz(wanted) && !ColumnProperties.hasTimestampNtz(present)) {
            setProperty(spark, ColumnProperties.TIMESTAMP_NTZ, "supported");
        }
        document(spark, present, wanted);
        written = ColumnTypes.widened(wanted, wide);
        accepted = Optional.of(columns);
    }

    /**
     * A table's columns, by those that landed.
     *
     * @throws BronzeException if one is in the way of the job's own
     */
    public static StructType columns(TablePlan plan, StructType landed, ColumnDocs docs) {
        checkReserved(plan, landed);
        return withLoadColumns(docs.on(landed));
    }

    /**
     * What creates a table of these columns.
     *
     * @throws BronzeException if it cannot be clustered as configured
     */
    public static String ddl(TablePlan plan, StructType columns, ColumnDocs docs) {
        checkClustering(plan, columns);
        return BronzeDdl.createTable(plan, columns, docs.table(), ColumnProperties.of(plan, columns));
    }

    /** Tags are worth no failure: maintenance sets them again, and says what is in its way. */
    private void tag(SparkSession spark) {
        if (plan.tags().isEmpty()) {
            return;
        }
        try {
            spark.sql(BronzeDdl.setTags(plan.name(), plan.tags()));
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.warn("{}: no tags: {}", plan.table(), SparkFailures.message(e));
        }
    }

    /** Columns that have no comment yet get theirs. Other comments stay: somebody may have written a better one. */
    private void document(SparkSession spark, StructType present, StructType wanted) {
        for (StructField column : present.fields()) {
            if (column.getComment().isEmpty()) {
                ColumnTypes.field(wanted, column.name())
                        .flatMap(field -> OptionConverters.toJava(field.getComment()))
                        .ifPresent(about -> spark.sql(BronzeDdl.comment(plan.name(), column.name(), about)));
            }
        }
    }

    /**
     * Delta widens columns by itself as it merges schemas, but not integers into floating point numbers, and it takes no
     * narrow values for a wide column.
     */
    private void widen(SparkSession spark, Map<String, DataType> changes) {
        if (!changes.isEmpty()) {
            // Only now: older readers cannot read a table that has this.
            setProperty(spark, ColumnProperties.TYPE_WIDENING, "true");
        }
        changes.forEach((column, type) -> spark.sql(BronzeDdl.changeType(plan.name(), column, type)));
    }

    private void setProperty(SparkSession spark, String property, String value) {
        spark.sql(BronzeDdl.setProperties(plan.name(), Map.of(property, value)));
    }

    /**
     * Appends rows of the columns that were accepted last, unless this transaction is in the table.
     *
     * @param note what the commit says about itself
     */
    public void append(Dataset<Row> rows, DeltaTransaction transaction, Optional<String> note) {
        DataFrameWriter<Row> writer = rows.to(written)
                .write()
                .format("delta")
                .mode("append")
                .option("mergeSchema", "true")
                .options(transaction.options());
        note.ifPresent(text -> writer.option("userMetadata", text));
        Optional<StructType> columns = accepted;
        accepted = Optional.empty(); // if this fails, the table may not be what it was
        writer.saveAsTable(plan.name().sql());
        accepted = columns;
    }

    private static StructType withLoadColumns(StructType columns) {
        StructType all = columns;
        for (MetadataColumns.Definition column : MetadataColumns.BY_BRONZE) {
            all = all.add(column.name(), column.type(), true, column.comment());
        }
        return all;
    }

    private static void checkReserved(TablePlan plan, StructType columns) {
        for (String name : List.of(MetadataColumns.LOAD_TIMESTAMP, MetadataColumns.UPDATE_TIMESTAMP)) {
            if (ColumnTypes.child(columns, name).isPresent()) {
                throw new BronzeException(
                        plan.name() + ": the landed schema has a column " + name + ", which is the bronze job's own");
            }
        }
    }

    private static void checkClustering(TablePlan plan, StructType... schemas) {
        for (String column : plan.clusterBy()) {
            if (Arrays.stream(schemas).noneMatch(schema -> has(schema, column))) {
                throw new BronzeException(plan.name() + ": cluster_by names " + column
                        + ", which is no column; there are " + String.join(", ", schemas[0].fieldNames()));
            }
        }
    }

    private static boolean has(StructType schema, String path) {
        return ColumnTypes.at(schema, path).isPresent();
    }
}
