package io.landfall.bronze.table;

import io.landfall.bronze.plan.BronzeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Brings schemas of one table together: from before and after its fields were promoted, as Avro's rules allow. Types become
 * wider only where every value keeps its meaning to the last digit, and where Delta can widen a column and Spark read the
 * narrow segments as wide ones.
 */
public final class ColumnTypes {
    private static final List<DataType> UP_TO_32_BITS = List.of(DataTypes.IntegerType, DataTypes.FloatType);
    private static final List<DataType> INTEGERS = List.of(DataTypes.IntegerType, DataTypes.LongType);

    /** Whether the columns of the second schema that the first lacks count too. */
    private final boolean all;

    private ColumnTypes(boolean all) {
        this.all = all;
    }

    /**
     * The columns of a schema, of types that hold the values of both.
     *
     * @throws BronzeException if there is no such type
     */
    static StructType widened(StructType from, StructType to) {
        return new ColumnTypes(false).merged("", from, to);
    }

    /**
     * The columns of two schemas, of types that hold the values of both.
     *
     * @throws BronzeException if there is no such type
     */
    public static StructType union(StructType from, StructType to) {
        return new ColumnTypes(true).merged("", from, to);
    }

    /** Where a schema and a {@link #widened} form of it differ: paths as {@code ALTER COLUMN} takes them, and new types. */
    static Map<String, DataType> changes(StructType from, StructType widened) {
        Map<String, DataType> changes = new LinkedHashMap<>();
        collect(changes, "", from, widened);
        return changes;
    }

    /** A field of a struct, as Spark finds it. */
    static Optional<StructField> field(StructType struct, String name) {
        return Arrays.stream(struct.fields())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The type of a field of a struct. */
    static Optional<DataType> child(StructType struct, String name) {
        return field(struct, name).map(StructField::dataType);
    }

    /** The type of a column; dots reach into structs. */
    public static Optional<DataType> at(StructType columns, String path) {
        Optional<DataType> type = Optional.of(columns);
        for (String name : path.split("\\.", -1)) {
            type = type.flatMap(t -> t instanceof StructType struct ? child(struct, name) : Optional.empty());
        }
        return type;
    }

    private StructType merged(String path, StructType from, StructType to) {
        StructType merged = new StructType();
        for (StructField field : from.fields()) {
            DataType type = child(to, field.name())
                    .map(other -> merged(join(path, field.name()), field.dataType(), other))
                    .orElse(field.dataType());
            merged = merged.add(field.name(), type, field.nullable(), field.metadata());
        }
        for (StructField field : to.fields()) {
            if (all && child(from, field.name()).isEmpty()) {
                merged = merged.add(field);
            }
        }
        return merged;
    }

    private DataType merged(String path, DataType from, DataType to) {
        if (from instanceof StructType one && to instanceof StructType other) {
            return merged(path, one, other);
        }
        if (from instanceof ArrayType one && to instanceof ArrayType other) {
            return new ArrayType(
                    merged(join(path, "element"), one.elementType(), other.elementType()), one.containsNull());
        }
        if (from instanceof MapType one && to instanceof MapType other) {
            return new MapType(
                    merged(join(path, "key"), one.keyType(), other.keyType()),
                    merged(join(path, "value"), one.valueType(), other.valueType()),
                    one.valueContainsNull());
        }
        return wider(from, to)
                .orElseThrow(
                        () -> new BronzeException(
                                "column " + path + " changes from " + from.sql() + " to " + to.sql()
                                        + ", and no type holds the values of both: land the topic as a new table, under another name"));
    }

    private static Optional<DataType> wider(DataType from, DataType to) {
        List<DataType> both = List.of(from, to);
        if (from.equals(to)) {
            return Optional.of(from);
        }
        if (INTEGERS.containsAll(both)) {
            return Optional.of(DataTypes.LongType);
        }
        if (both.stream().allMatch(type -> UP_TO_32_BITS.contains(type) || type.equals(DataTypes.DoubleType))) {
            return Optional.of(DataTypes.DoubleType);
        }
        if (from instanceof DecimalType one && to instanceof DecimalType other && one.scale() == other.scale()) {
            return Optional.of(one.precision() > other.precision() ? one : other);
        }
        return Optional.empty();
    }

    private static void collect(Map<String, DataType> changes, String path, DataType from, DataType widened) {
        if (from instanceof StructType one && widened instanceof StructType other) {
            for (int i = 0; i < one.length(); i++) {
                StructField field = one.fields()[i];
                collect(changes, join(path, field.name()), field.dataType(), other.fields()[i].dataType());
            }
        } else if (from instanceof ArrayType one && widened instanceof ArrayType other) {
            collect(changes, join(path, "element"), one.elementType(), other.elementType());
        } else if (from instanceof MapType one && widened instanceof MapType other) {
            collect(changes, join(path, "key"), one.keyType(), other.keyType());
            collect(changes, join(path, "value"), one.valueType(), other.valueType());
        } else if (!from.equals(widened)) {
            changes.put(path, widened);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
