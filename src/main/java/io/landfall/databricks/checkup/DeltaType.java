package io.landfall.databricks.checkup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The type of a column, in the words of Unity Catalog.
 *
 * @param name {@code bigint}, {@code struct}, …
 * @param parts the fields of a struct, {@code element} of an array, {@code key} and {@code value} of a map; names as they
 *     are written
 */
record DeltaType(String name, Map<String, DeltaType> parts) {
    static final String STRUCT = "struct";
    static final String ARRAY = "array";
    static final String MAP = "map";
    static final String ELEMENT = "element";
    static final String KEY = "key";
    static final String VALUE = "value";

    DeltaType {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    static DeltaType simple(String name) {
        return new DeltaType(name, Map.of());
    }

    static DeltaType struct(Map<String, DeltaType> fields) {
        return new DeltaType(STRUCT, fields);
    }

    static DeltaType array(DeltaType element) {
        return new DeltaType(ARRAY, Map.of(ELEMENT, element));
    }

    static DeltaType map(DeltaType key, DeltaType value) {
        Map<String, DeltaType> parts = new LinkedHashMap<>();
        parts.put(KEY, key);
        parts.put(VALUE, value);
        return new DeltaType(MAP, parts);
    }

    /** What a landed type becomes. */
    static DeltaType of(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> array(of(schema.getElementType()));
            case MAP -> map(simple("string"), of(schema.getValueType()));
            case RECORD -> ofRecord(schema);
            case UNION -> ofUnion(schema);
            default -> simple(nameOf(schema));
        };
    }

    private static DeltaType ofRecord(Schema schema) {
        Map<String, DeltaType> fields = new LinkedHashMap<>();
        schema.getFields().forEach(field -> fields.put(field.name(), of(field.schema())));
        return struct(fields);
    }

    private static DeltaType ofUnion(Schema schema) {
        List<Schema> branches = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        if (branches.size() == 1) {
            return of(branches.get(0));
        }
        Map<String, DeltaType> members = new LinkedHashMap<>();
        for (Schema branch : branches) {
            members.put("member" + members.size(), of(branch));
        }
        return struct(members);
    }

    private static String nameOf(Schema schema) {
        return switch (schema.getType()) {
            case BOOLEAN -> "boolean";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case INT -> schema.getLogicalType() instanceof LogicalTypes.Date ? "date" : "int";
            case LONG -> nameOfLong(schema);
            case BYTES, FIXED ->
                schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                        ? "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")"
                        : "binary";
            default -> "string";
        };
    }

    private static String nameOfLong(Schema schema) {
        if (schema.getLogicalType() == null) {
            return "bigint";
        }
        return schema.getLogicalType().getName().startsWith("local-timestamp")
                ? "timestamp_ntz"
                : schema.getLogicalType().getName().startsWith("timestamp") ? "timestamp" : "bigint";
    }

    /** A part, found as Spark does: whatever its case. */
    Optional<DeltaType> part(String part) {
        return parts.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(part.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public String toString() {
        if (parts.isEmpty()) {
            return name;
        }
        return parts.entrySet().stream()
                .map(part -> (name.equals(STRUCT) ? part.getKey() + ":" : "") + part.getValue())
                .collect(Collectors.joining(",", name + "<", ">"));
    }
}
