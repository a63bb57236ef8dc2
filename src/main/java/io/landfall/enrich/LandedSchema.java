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
        for (String column : MetadataColumns.SERVICE) {
            fields.add(metadata(column));
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

    private static Schema.Field metadata(String column) {
        return switch (column) {
            case MetadataColumns.SOURCE_SYSTEM -> text(column, "The system the data comes from");
            case MetadataColumns.RECORD_STATUS -> text(column, "ACTIVE, or DELETED where the source deleted the row");
            case MetadataColumns.DATA_QUALITY_SCORE -> integer(column, "Quality of the record as it came, 0 to 100");
            case MetadataColumns.QUALITY_ISSUES ->
                new Schema.Field(
                        column,
                        Schema.createArray(Schema.create(Schema.Type.STRING)),
                        "What cost the record its score, as field:rule");
            case MetadataColumns.BATCH_ID -> text(column, "The segment the row landed in");
            case MetadataColumns.RECORD_HASH -> text(column, "SHA-256 of the record's content as it came, hexadecimal");
            case MetadataColumns.SCHEMA_VERSION -> text(column, "Version of the schema the record was written with");
            case MetadataColumns.PROCESSING_CLUSTER_ID -> text(column, "The Landfall deployment that landed the row");
            case MetadataColumns.DATA_LINEAGE_ID ->
                text(column, "Where the row comes from: table, landing run, topic, partition and offset");
            case MetadataColumns.SOURCE_TOPIC -> text(column, "The record's Kafka topic");
            case MetadataColumns.SOURCE_PARTITION -> integer(column, "The record's Kafka partition");
            case MetadataColumns.SOURCE_OFFSET ->
                new Schema.Field(column, Schema.create(Schema.Type.LONG), "The record's Kafka offset");
            case MetadataColumns.SOURCE_TIMESTAMP -> timestamp(column, "The record's Kafka timestamp");
            case MetadataColumns.LANDED_AT -> timestamp(column, "When the row was added to its segment");
            default -> throw new IllegalStateException("no type is known for the column " + column);
        };
    }

    private static Schema.Field text(String column, String doc) {
        return new Schema.Field(column, Schema.create(Schema.Type.STRING), doc);
    }

    private static Schema.Field integer(String column, String doc) {
        return new Schema.Field(column, Schema.create(Schema.Type.INT), doc);
    }

    private static Schema.Field timestamp(String column, String doc) {
        Schema micros = LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        return new Schema.Field(column, micros, doc);
    }
}
