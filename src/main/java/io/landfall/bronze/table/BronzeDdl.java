package io.landfall.bronze.table;

import static java.util.stream.Collectors.joining;

import io.landfall.audit.AuditColumn;
import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.plan.TableProperties;
import io.landfall.record.MetadataColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.OptionConverters;

/** The statements that create what is missing. */
public final class BronzeDdl {
    /** What a column holds where an {@code INSERT} does not say. */
    private static final Map<String, String> DEFAULTS = Map.of(
            MetadataColumns.RECORD_STATUS, "'ACTIVE'",
            MetadataColumns.LOAD_TIMESTAMP, "current_timestamp()",
            MetadataColumns.UPDATE_TIMESTAMP, "current_timestamp()");

    private BronzeDdl() {}

    static String createSchema(TableName name, Optional<String> location) {
        return "CREATE SCHEMA IF NOT EXISTS " + name.schemaSql()
                + location.map(at -> " LOCATION " + text(at)).orElse("");
    }

    /**
     * Creates a bronze table with these columns.
     *
     * @param comment on the table
     */
    static String createTable(
            TablePlan plan, StructType columns, Optional<String> comment, Map<String, String> properties) {
        String list = Arrays.stream(columns.fields())
                .map(f -> column(f.name(), f.dataType().sql(), comment(f)))
                .collect(joining(",\n  "));
        return create(plan.name(), list, comment, plan.clusterBy(), properties, plan.location());
    }

    /** As {@link #createTable}, where of the columns only those are known that every table has. */
    public static String outline(TablePlan plan) {
        String known = Stream.concat(MetadataColumns.BY_SERVICE.stream(), MetadataColumns.BY_BRONZE.stream())
                .map(c -> column(c.name(), c.type(), Optional.of(c.comment())))
                .collect(joining(",\n  "));
        return create(
                plan.name(),
                "<the fields of the records, as landed>,\n  " + known,
                Optional.of("<the schema's doc>"),
                plan.clusterBy(),
                plan.properties(),
                plan.location());
    }

    /** Makes a Delta table that exists known to a catalog that forgot it. */
    public static String register(TableName name, String location) {
        return "CREATE TABLE IF NOT EXISTS " + name.sql() + " USING DELTA LOCATION " + text(location);
    }

    public static String createAuditLog(TableName name, Optional<String> location) {
        String list = Arrays.stream(AuditColumn.values())
                .map(c -> column(c.column(), c.sqlType(), Optional.of(c.comment())))
                .collect(joining(",\n  "));
        Map<String, String> properties = new LinkedHashMap<>(TableProperties.RETENTION);
        properties.put("delta.appendOnly", "true");
        return create(name, list, Optional.of("What Landfall's jobs did"), List.of(), properties, location);
    }

    /** Creates a table of segments. */
    public static String createLedger(TableName name, StructType columns, Optional<String> location) {
        Map<String, String> properties = new LinkedHashMap<>(TableProperties.RETENTION);
        // With them Databricks looks for conflicts row by row, and would let two programs add the same segment.
        properties.put(TableProperties.DELETION_VECTORS, "false");
        String list = Arrays.stream(columns.fields())
                .map(f -> column(f.name(), f.dataType().sql(), comment(f)))
                .collect(joining(",\n  "));
        return create(
                name,
                list,
                Optional.of("The landed segments, and how many of their rows are in bronze"),
                List.of("table_name", "landed_at"),
                properties,
                location);
    }

    public static String setProperties(TableName name, Map<String, String> properties) {
        return "ALTER TABLE " + name.sql() + " SET " + list(properties);
    }

    /** Rewrites files whose deleted rows are only marked by a deletion vector. */
    public static String purge(TableName name) {
        return "REORG TABLE " + name.sql() + " APPLY (PURGE)";
    }

    /** Removes files that no version needs any more. */
    public static String vacuum(TableName name) {
        return "VACUUM " + name.sql();
    }

    /** One row of what Delta knows about a table. */
    public static String detail(TableName name) {
        return "DESCRIBE DETAIL " + name.sql();
    }

    /** The table's properties. */
    public static String properties(TableName name) {
        return "SHOW TBLPROPERTIES " + name.sql();
    }

    /** The table's commits, the newest first. */
    public static String history(TableName name) {
        return "DESCRIBE HISTORY " + name.sql();
    }

    /** As {@link #history(TableName)}, not more than some. */
    public static String history(TableName name, int commits) {
        return history(name) + " LIMIT " + commits;
    }

    /**
     * Deletes rows.
     *
     * @param condition which, as SQL
     */
    public static String delete(TableName name, String condition) {
        return "DELETE FROM " + name.sql() + " WHERE " + condition;
    }

    /**
     * Sets a field to NULL.
     *
     * @param field dots reach into structs
     * @param condition in which rows, as SQL
     */
    public static String erase(TableName name, String field, String condition, Instant now) {
        return "UPDATE " + name.sql() + " SET " + path(field) + " = NULL, "
                + TableName.quote(MetadataColumns.UPDATE_TIMESTAMP) + " = TIMESTAMP '" + now + "' WHERE " + path(field)
                + " IS NOT NULL AND " + condition;
    }

    /** Tags a table in Unity Catalog; plain Spark knows no tags. */
    public static String setTags(TableName name, Map<String, String> tags) {
        return "ALTER TABLE " + name.sql() + " SET TAGS " + pairs(tags);
    }

    /** Documents a column. */
    static String comment(TableName name, String column, String comment) {
        return "ALTER TABLE " + name.sql() + " ALTER COLUMN " + path(column) + " COMMENT " + text(comment);
    }

    /**
     * Gives a column a wider type.
     *
     * @param column dots reach into structs, {@code element} into arrays and {@code value} into maps
     */
    static String changeType(TableName name, String column, DataType type) {
        return "ALTER TABLE " + name.sql() + " ALTER COLUMN " + path(column) + " TYPE " + type.sql();
    }

    private static String create(
            TableName name,
            String columns,
            Optional<String> comment,
            List<String> clusterBy,
            Map<String, String> properties,
            Optional<String> location) {
        StringBuilder sql = new StringBuilder("CREATE TABLE IF NOT EXISTS ")
                .append(name.sql())
                .append(" (\n  ")
                .append(columns)
                .append(")\nUSING DELTA");
        if (!clusterBy.isEmpty()) {
            sql.append(clusterBy.stream().map(BronzeDdl::path).collect(joining(", ", "\nCLUSTER BY (", ")")));
        }
        comment.ifPresent(about -> sql.append("\nCOMMENT ").append(text(about)));
        location.ifPresent(at -> sql.append("\nLOCATION ").append(text(at)));
        if (!properties.isEmpty()) {
            sql.append('\n').append(list(properties));
        }
        return sql.toString();
    }

    private static String list(Map<String, String> properties) {
        return "TBLPROPERTIES " + pairs(properties);
    }

    private static String pairs(Map<String, String> values) {
        return values.entrySet().stream()
                .map(p -> text(p.getKey()) + " = " + text(p.getValue()))
                .collect(joining(", ", "(", ")"));
    }

    private static Optional<String> comment(StructField field) {
        return OptionConverters.toJava(field.getComment());
    }

    private static String column(String name, String type, Optional<String> comment) {
        return TableName.quote(name) + " " + type
                + Optional.ofNullable(DEFAULTS.get(name))
                        .map(d -> " DEFAULT " + d)
                        .orElse("")
                + comment.map(c -> " COMMENT " + text(c)).orElse("");
    }

    /** A column, dots reaching into nested ones. */
    public static String path(String column) {
        return Arrays.stream(column.split("\\.", -1)).map(TableName::quote).collect(joining("."));
    }

    public static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
