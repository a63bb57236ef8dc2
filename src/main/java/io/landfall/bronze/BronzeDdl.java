package io.landfall.bronze;

import static java.util.stream.Collectors.joining;

import io.landfall.audit.AuditColumn;
import io.landfall.record.MetadataColumns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The statements that create what is missing. */
final class BronzeDdl {
    private static final Map<String, String> COMMENTS = comments();

    private BronzeDdl() {}

    static String createSchema(TableName name, Optional<String> location) {
        return "CREATE SCHEMA IF NOT EXISTS " + name.schemaSql()
                + location.map(at -> " LOCATION " + text(at)).orElse("");
    }

    /** Creates a bronze table with these columns. */
    static String createTable(TablePlan plan, StructType columns, Map<String, String> properties) {
        String list = Arrays.stream(columns.fields())
                .map(f -> column(f.name(), f.dataType().sql(), Optional.ofNullable(COMMENTS.get(f.name()))))
                .collect(joining(",\n  "));
        return create(plan.name(), list, plan.clusterBy(), properties, plan.location());
    }

    /** As {@link #createTable}, where the columns are not known yet. */
    static String outline(TablePlan plan) {
        return create(
                plan.name(),
                "<columns as landed>",
                plan.clusterBy(),
                new LinkedHashMap<>(plan.properties()),
                plan.location());
    }

    /** Makes a Delta table that exists known to a catalog that forgot it. */
    static String register(TableName name, String location) {
        return "CREATE TABLE IF NOT EXISTS " + name.sql() + " USING DELTA LOCATION " + text(location);
    }

    static String createAuditLog(TableName name, Optional<String> location) {
        String list = Arrays.stream(AuditColumn.values())
                .map(c -> column(c.column(), c.sqlType(), Optional.of(c.comment())))
                .collect(joining(",\n  "));
        return create(name, list, List.of(), Map.of("delta.appendOnly", "true"), location);
    }

    static String setProperties(TableName name, Map<String, String> properties) {
        return "ALTER TABLE " + name.sql() + " SET " + list(properties);
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
        location.ifPresent(at -> sql.append("\nLOCATION ").append(text(at)));
        if (!properties.isEmpty()) {
            sql.append('\n').append(list(properties));
        }
        return sql.toString();
    }

    private static String list(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(p -> text(p.getKey()) + " = " + text(p.getValue()))
                .collect(joining(", ", "TBLPROPERTIES (", ")"));
    }

    private static String column(String name, String type, Optional<String> comment) {
        return TableName.quote(name) + " " + type
                + comment.map(c -> " COMMENT " + text(c)).orElse("");
    }

    /** A column, dots reaching into nested ones. */
    private static String path(String column) {
        return Arrays.stream(column.split("\\.", -1)).map(TableName::quote).collect(joining("."));
    }

    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static Map<String, String> comments() {
        return Map.ofEntries(
                Map.entry(MetadataColumns.LOAD_TIMESTAMP, "When the row came into this table (UTC)"),
                Map.entry(MetadataColumns.UPDATE_TIMESTAMP, "When the row was last changed in this table (UTC)"),
                Map.entry(MetadataColumns.SOURCE_SYSTEM, "The system that the record comes from"),
                Map.entry(MetadataColumns.RECORD_STATUS, "ACTIVE, or DELETED for a tombstone"),
                Map.entry(MetadataColumns.DATA_QUALITY_SCORE, "0 to 100"),
                Map.entry(MetadataColumns.QUALITY_ISSUES, "The failed checks, as field:rule"),
                Map.entry(MetadataColumns.BATCH_ID, "The segment that the row landed in"),
                Map.entry(MetadataColumns.RECORD_HASH, "SHA-256 of the record's canonical content"),
                Map.entry(MetadataColumns.SCHEMA_VERSION, "Version of the record's schema"),
                Map.entry(MetadataColumns.PROCESSING_CLUSTER_ID, "The cluster of the service that landed the row"),
                Map.entry(MetadataColumns.DATA_LINEAGE_ID, "Leads back to the record's origin"),
                Map.entry(MetadataColumns.SOURCE_TOPIC, "Kafka topic"),
                Map.entry(MetadataColumns.SOURCE_PARTITION, "Kafka partition"),
                Map.entry(MetadataColumns.SOURCE_OFFSET, "Kafka offset"),
                Map.entry(MetadataColumns.SOURCE_TIMESTAMP, "Kafka timestamp"),
                Map.entry(MetadataColumns.LANDED_AT, "When the service landed the row"));
    }
}
