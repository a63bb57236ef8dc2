package io.landfall.bronze.table;

import io.landfall.bronze.spark.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The documentation in a segment's Avro schema, as comments of tables and columns. It reads the schema's JSON itself, as far
 * as it says what is documented: Avro is not everywhere where the jobs run.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#schema-declaration">Avro's schemas</a>
 */
public final class ColumnDocs {
    public static final ColumnDocs NONE = new ColumnDocs(Map.of());

    private final Map<?, ?> landed;

    /** Named types by full name: the second time they are used, their name is all there is. */
    private final Map<String, Map<?, ?>> named = new HashMap<>();

    private ColumnDocs(Map<?, ?> landed) {
        this.landed = landed;
        collect(landed, "");
    }

    /**
     * Of a record's schema.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ColumnDocs of(String schema) {
        return Json.parse(schema)
                .map(ColumnDocs::new)
                .orElseThrow(() -> new IllegalArgumentException("the schema is not a record's"));
    }

    private void collect(@Nullable Object schema, String namespace) {
        if (schema instanceof List<?> union) {
            union.forEach(branch -> collect(branch, namespace));
        } else if (schema instanceof Map<?, ?> type) {
            String inside = text(type, "name").isPresent() ? namespace(type, namespace) : namespace;
            text(type, "name").ifPresent(name -> named.put(fullName(name, inside), type));
            fields(type).forEach(field -> collect(field.get("type"), inside));
            collect(type.get("items"), inside);
            collect(type.get("values"), inside);
            collect(type.get("type"), inside);
        }
    }

    private static String namespace(Map<?, ?> type, String enclosing) {
        String name = text(type, "name").orElseThrow();
        int dot = name.lastIndexOf('.');
        return dot >= 0 ? name.substring(0, dot) : text(type, "namespace").orElse(enclosing);
    }

    private static String fullName(String name, String namespace) {
        return name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
    }

    /** What the table is about. */
    Optional<String> table() {
        return text(landed, "doc");
    }

    /** The same columns with comments, those of nested ones too. */
    StructType on(StructType columns) {
        return commented(columns, landed, "");
    }

    private StructType commented(StructType struct, Map<?, ?> type, String enclosing) {
        String namespace = text(type, "name").isPresent() ? namespace(type, enclosing) : enclosing;
        Map<String, Map<?, ?>> fields = new HashMap<>();
        fields(type).forEach(field -> text(field, "name").ifPresent(name -> fields.put(name, field)));
        StructType commented = new StructType();
        for (StructField column : struct.fields()) {
            Map<?, ?> field = fields.get(column.name());
            commented = commented.add(field == null ? column : commented(column, field, namespace));
        }
        return commented;
    }

    private StructField commented(StructField column, Map<?, ?> field, String namespace) {
        DataType type = commented(column.dataType(), field.get("type"), namespace);
        StructField typed = new StructField(column.name(), type, column.nullable(), column.metadata());
        return text(field, "doc").map(typed::withComment).orElse(typed);
    }

    private DataType commented(DataType column, @Nullable Object schema, String namespace) {
        Map<?, ?> type = type(schema, namespace);
        if (column instanceof StructType struct) {
            return commented(struct, type, namespace);
        }
        if (column instanceof ArrayType array) {
            return new ArrayType(commented(array.elementType(), type.get("items"), namespace), array.containsNull());
        }
        if (column instanceof MapType map) {
            return new MapType(
                    map.keyType(), commented(map.valueType(), type.get("values"), namespace), map.valueContainsNull());
        }
        return column;
    }

    /** The declaration of a type; of an optional one, that of what it is if it is there; empty if there is none. */
    private Map<?, ?> type(@Nullable Object schema, String namespace) {
        if (schema instanceof List<?> union) {
            return union.stream()
                    .filter(branch -> !"null".equals(branch))
                    .findFirst()
                    .<Map<?, ?>>map(branch -> type(branch, namespace))
                    .orElse(Map.of());
        }
        if (schema instanceof String name) {
            return named.getOrDefault(fullName(name, namespace), Map.of());
        }
        if (schema instanceof Map<?, ?> type) {
            // {"type": {"type": "array", …}} is allowed.
            return type.get("type") instanceof Map<?, ?> inner ? type(inner, namespace) : type;
        }
        return Map.of();
    }

    private static List<Map<?, ?>> fields(Map<?, ?> type) {
        List<Map<?, ?>> fields = new ArrayList<>();
        if (type.get("fields") instanceof List<?> list) {
            for (Object field : list) {
                if (field instanceof Map<?, ?> map) {
                    fields.add(map);
                }
            }
        }
        return fields;
    }

    private static Optional<String> text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
