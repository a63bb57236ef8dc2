package io.landfall.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * A landed value as plain Java, as a reader of the table sees it: records and unions of several types as maps by name
 * ({@code member0}, …), other maps sorted, arrays as lists, texts and enums as {@code String}, bytes as {@code
 * ByteBuffer}, decimals as {@code BigDecimal}, dates as {@code LocalDate}, timestamps as {@code Instant} and local ones as
 * {@code LocalDateTime}.
 */
public final class LandedForm {
    private static final GenericData AVRO = new GenericData();

    private LandedForm() {}

    /** What lands of a value in the table's schema. */
    public static Object of(Object value, Schema schema) {
        if (value == null) {
            return null;
        }
        return switch (schema.getType()) {
            case RECORD -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (Schema.Field field : schema.getFields()) {
                    fields.put(field.name(), of(((IndexedRecord) value).get(field.pos()), field.schema()));
                }
                yield fields;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                ((List<?>) value).forEach(item -> items.add(of(item, schema.getElementType())));
                yield items;
            }
            case MAP -> {
                Map<String, Object> entries = new TreeMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, entry) -> entries.put(key.toString(), of(entry, schema.getValueType())));
                yield entries;
            }
            case UNION -> union(value, schema);
            case STRING, ENUM -> value.toString();
            case BYTES -> value;
            case FIXED -> fixed((GenericFixed) value, schema);
            case INT -> name(schema).equals("date") ? LocalDate.ofEpochDay((Integer) value) : value;
            case LONG -> time((Long) value, name(schema));
            default -> value;
        };
    }

    private static Object union(Object value, Schema schema) {
        List<Schema> branches = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        Schema chosen = schema.getTypes().get(AVRO.resolveUnion(schema, value));
        if (branches.size() == 1) {
            return of(value, chosen);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < branches.size(); i++) {
            members.put("member" + i, branches.get(i).equals(chosen) ? of(value, chosen) : null);
        }
        return members;
    }

    private static Object fixed(GenericFixed value, Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? new BigDecimal(new BigInteger(value.bytes()), decimal.getScale())
                : ByteBuffer.wrap(value.bytes());
    }

    static Object time(long value, String logicalType) {
        return switch (logicalType) {
            case "timestamp-millis" -> Instant.ofEpochMilli(value);
            case "timestamp-micros" -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
            case "local-timestamp-millis" -> LocalDateTime.ofInstant(Instant.ofEpochMilli(value), ZoneOffset.UTC);
            case "local-timestamp-micros" ->
                LocalDateTime.ofInstant(Instant.EPOCH.plus(value, ChronoUnit.MICROS), ZoneOffset.UTC);
            default -> value;
        };
    }

    private static String name(Schema schema) {
        LogicalType type = schema.getLogicalType();
        return type == null ? "" : type.getName();
    }
}
