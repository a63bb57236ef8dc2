package io.landfall.enrich;

import io.landfall.record.MetadataColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** A table's landed schema: the protected fields as they are, then the columns that Landfall adds. */
final class LandedSchema {
    private static final Set<String> RESERVED = Stream.concat(
                    MetadataColumns.SERVICE.stream(),
                    Stream.of(MetadataColumns.LOAD_TIMESTAMP, MetadataColumns.UPDATE_TIMESTAMP))
            .collect(Collectors.toUnmodifiableSet());

    private LandedSchema() {}

    /**
     * @throws IllegalArgumentException naming the table's fields that have the name of a column that Landfall adds
     */
    static Schema of(String table, Schema protectedSchema) {
        refuseReservedNames(table, protectedSchema);
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : protectedSchema.getFields()) {
            fields.add(new Schema.Field(field, field.schema()));
        }
        for (MetadataColumns.Definition column : MetadataColumns.BY_SERVICE) {
            fields.add(new Schema.Field(column.name(), type(column.type()), column.comment()));
        }
        Schema landed = Schema.createRecord(
                protectedSchema.getName(), protectedSchema.getDoc(), protectedSchema.getNamespace(), false, fields);
        landed.addAllProps(protectedSchema);
        return landed;
    }

    // Spark and Delta do not tell names apart by case.
    private static void refuseReservedNames(String table, Schema schema) {
        String taken = schema.getFields().stream()
                .map(Schema.Field::name)
                .filter(name -> RESERVED.contains(name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException(
                    "table " + table + " has fields with names of columns that Landfall adds: " + taken);
        }
    }

    private static Schema type(String sql) {
        return switch (sql) {
            case "STRING" -> Schema.create(Schema.Type.STRING);
            case "ARRAY<STRING>" -> Schema.createArray(Schema.create(Schema.Type.STRING));
            case "INT" -> Schema.create(Schema.Type.INT);
            case "BIGINT" -> Schema.create(Schema.Type.LONG);
            case "TIMESTAMP" -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            default -> throw new IllegalStateException("no Avro type is known for " + sql);
        };
    }
}
