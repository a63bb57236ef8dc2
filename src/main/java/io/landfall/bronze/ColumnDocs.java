package io.landfall.bronze;

import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The documentation in a segment's Avro schema, as comments of tables and columns.
 *
 * @param landed the schema of the segment's records
 */
record ColumnDocs(Optional<Schema> landed) {
    static final ColumnDocs NONE = new ColumnDocs(Optional.empty());

    /** What the table is about. */
    Optional<String> table() {
        return landed.map(Schema::getDoc);
    }

    /** The same columns with comments, those of nested ones too. */
    StructType on(StructType columns) {
        return landed.map(schema -> commented(columns, schema)).orElse(columns);
    }

    private static StructType commented(StructType struct, Schema record) {
        StructType commented = new StructType();
        for (StructField column : struct.fields()) {
            commented = commented.add(commented(column, record.getField(column.name())));
        }
        return commented;
    }

    private static StructField commented(StructField column, Schema.Field field) {
        if (field == null) {
            return column;
        }
        DataType type = commented(column.dataType(), field.schema());
        StructField typed = new StructField(column.name(), type, column.nullable(), column.metadata());
        return field.doc() == null ? typed : typed.withComment(field.doc());
    }

    private static DataType commented(DataType type, Schema schema) {
        Schema value = present(schema);
        if (type instanceof StructType struct && value.getType() == Schema.Type.RECORD) {
            return commented(struct, value);
        }
        if (type instanceof ArrayType array && value.getType() == Schema.Type.ARRAY) {
            return new ArrayType(commented(array.elementType(), value.getElementType()), array.containsNull());
        }
        if (type instanceof MapType map && value.getType() == Schema.Type.MAP) {
            return new MapType(
                    map.keyType(), commented(map.valueType(), value.getValueType()), map.valueContainsNull());
        }
        return type;
    }

    /** What an optional value is if it is there. */
    private static Schema present(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(schema);
    }
}
