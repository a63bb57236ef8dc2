package io.landfall.bronze;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What Spark read, as plain Java, by Spark's types alone: structs as maps by name, other maps sorted, arrays as lists,
 * bytes as {@code ByteBuffer}. Times are of {@code java.time} if the session uses that.
 */
final class SparkForm {
    private SparkForm() {}

    /** Some fields of a row. */
    static Map<String, Object> of(Row row, Iterable<String> names) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names) {
            int at = row.fieldIndex(name);
            values.put(name, of(row.get(at), row.schema().fields()[at].dataType()));
        }
        return values;
    }

    private static Object of(Object value, DataType type) {
        if (value == null) {
            return null;
        }
        if (type instanceof StructType struct) {
            Map<String, Object> fields = new LinkedHashMap<>();
            Row row = (Row) value;
            StructField[] types = struct.fields();
            for (int i = 0; i < types.length; i++) {
                fields.put(types[i].name(), of(row.get(i), types[i].dataType()));
            }
            return fields;
        }
        if (type instanceof ArrayType array) {
            List<Object> items = new ArrayList<>();
            for (Object item : CollectionConverters.asJava((scala.collection.Iterable<?>) value)) {
                items.add(of(item, array.elementType()));
            }
            return items;
        }
        if (type instanceof MapType map) {
            Map<String, Object> entries = new TreeMap<>();
            CollectionConverters.asJava((scala.collection.Map<?, ?>) value)
                    .forEach((key, entry) -> entries.put((String) key, of(entry, map.valueType())));
            return entries;
        }
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }
}
