package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A row of every type that the service lands; offset 0 has values, every other is null where it can be. */
public final class AllTypes {
    private static final Schema DECIMAL =
            LogicalTypes.decimal(18, 4).addToSchema(Schema.createFixed("Amount", null, null, 8));
    private static final Schema WIDE =
            LogicalTypes.decimal(38, 10).addToSchema(Schema.createFixed("Wide", null, null, 16));
    private static final Schema INNER =
            SchemaBuilder.record("Inner").fields().optionalInt("n").endRecord();
    private static final Schema ITEMS = Schema.createArray(nullable(Schema.create(Schema.Type.STRING)));
    private static final long MICROS = 1_700_000_000_123_456L;

    static final Schema SCHEMA = position(SchemaBuilder.record("All").fields())
            .name("a_boolean")
            .type(nullable(Schema.create(Schema.Type.BOOLEAN)))
            .noDefault()
            .name("an_int")
            .type(nullable(Schema.create(Schema.Type.INT)))
            .noDefault()
            .name("a_long")
            .type(nullable(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .name("a_float")
            .type(nullable(Schema.create(Schema.Type.FLOAT)))
            .noDefault()
            .name("a_double")
            .type(nullable(Schema.create(Schema.Type.DOUBLE)))
            .noDefault()
            .name("a_string")
            .type(nullable(Schema.create(Schema.Type.STRING)))
            .noDefault()
            .name("some_bytes")
            .type(nullable(Schema.create(Schema.Type.BYTES)))
            .noDefault()
            .name("an_enum")
            .type(nullable(Schema.createEnum("Colour", null, null, List.of("RED", "BLUE"))))
            .noDefault()
            .name("a_fixed")
            .type(nullable(Schema.createFixed("Four", null, null, 4)))
            .noDefault()
            .name("a_decimal")
            .type(nullable(DECIMAL))
            .noDefault()
            .name("a_wide_decimal")
            .type(nullable(WIDE))
            .noDefault()
            .name("a_date")
            .type(nullable(logical(LogicalTypes.date(), Schema.Type.INT)))
            .noDefault()
            .name("millis")
            .type(nullable(logical(LogicalTypes.timestampMillis(), Schema.Type.LONG)))
            .noDefault()
            .name("micros")
            .type(nullable(logical(LogicalTypes.timestampMicros(), Schema.Type.LONG)))
            .noDefault()
            .name("local")
            .type(nullable(logical(LogicalTypes.localTimestampMicros(), Schema.Type.LONG)))
            .noDefault()
            .name("a_record")
            .type(nullable(INNER))
            .noDefault()
            .name("items")
            .type(nullable(ITEMS))
            .noDefault()
            .name("a_map")
            .type(nullable(Schema.createMap(nullable(Schema.create(Schema.Type.LONG)))))
            .noDefault()
            .endRecord();

    private AllTypes() {}

    public static SchemaBuilder.FieldAssembler<Schema> position(SchemaBuilder.FieldAssembler<Schema> fields) {
        return fields.requiredString("source_topic")
                .requiredInt("source_partition")
                .requiredLong("source_offset")
                .name("source_timestamp")
                .type(logical(LogicalTypes.timestampMillis(), Schema.Type.LONG))
                .noDefault()
                .requiredString("batch_id")
                .name("landed_at")
                .type(logical(LogicalTypes.timestampMillis(), Schema.Type.LONG))
                .noDefault();
    }

    static void fill(GenericRecord row, Long offset) {
        if (offset != 0) {
            return;
        }
        row.put("a_boolean", true);
        row.put("an_int", Integer.MIN_VALUE);
        row.put("a_long", Long.MAX_VALUE);
        row.put("a_float", 1.5f);
        row.put("a_double", -2.25);
        row.put("a_string", "grüße 🚀");
        row.put("some_bytes", ByteBuffer.wrap(new byte[] {0, -1}));
        row.put("an_enum", new GenericData.EnumSymbol(valueSchema(row, "an_enum"), "BLUE"));
        row.put("a_fixed", new GenericData.Fixed(valueSchema(row, "a_fixed"), new byte[] {1, 2, 3, 4}));
        row.put("a_decimal", fixed(DECIMAL, new BigDecimal("-12345.6789"), 8));
        row.put("a_wide_decimal", fixed(WIDE, new BigDecimal("1234567890123456789012345678.0123456789"), 16));
        row.put("a_date", (int) LocalDate.of(2026, 2, 28).toEpochDay());
        row.put("millis", MICROS / 1000);
        row.put("micros", MICROS);
        row.put("local", MICROS);
        GenericRecord inner = new GenericData.Record(INNER);
        inner.put("n", 7);
        row.put("a_record", inner);
        row.put("items", new GenericData.Array<>(ITEMS, Arrays.asList("a", null, "c")));
        row.put("a_map", Collections.singletonMap("k", 5L));
    }

    static void check(Dataset<Row> rows) {
        List<Row> both = rows.collectAsList();
        Row full = both.get(0);
        assertThat(full.<Boolean>getAs("a_boolean")).isTrue();
        assertThat(full.<Integer>getAs("an_int")).isEqualTo(Integer.MIN_VALUE);
        assertThat(full.<Long>getAs("a_long")).isEqualTo(Long.MAX_VALUE);
        assertThat(full.<Float>getAs("a_float")).isEqualTo(1.5f);
        assertThat(full.<Double>getAs("a_double")).isEqualTo(-2.25);
        assertThat(full.<String>getAs("a_string")).isEqualTo("grüße 🚀");
        assertThat(full.<byte[]>getAs("some_bytes")).containsExactly(0, -1);
        assertThat(full.<String>getAs("an_enum")).isEqualTo("BLUE");
        assertThat(full.<byte[]>getAs("a_fixed")).containsExactly(1, 2, 3, 4);
        assertThat(full.<BigDecimal>getAs("a_decimal")).isEqualByComparingTo("-12345.6789");
        assertThat(full.<BigDecimal>getAs("a_wide_decimal"))
                .isEqualByComparingTo("1234567890123456789012345678.0123456789");
        assertThat(full.<Date>getAs("a_date").toLocalDate()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(full.<Timestamp>getAs("millis").toInstant()).isEqualTo(Instant.ofEpochMilli(MICROS / 1000));
        assertThat(full.<Timestamp>getAs("micros").toInstant())
                .isEqualTo(Instant.ofEpochSecond(1_700_000_000L, 123_456_000));
        assertThat(full.<LocalDateTime>getAs("local")).isEqualTo("2023-11-14T22:13:20.123456");
        assertThat(full.<Row>getAs("a_record").<Integer>getAs("n")).isEqualTo(7);
        assertThat(full.<String>getList(full.fieldIndex("items"))).containsExactly("a", null, "c");
        assertThat(full.<String, Long>getJavaMap(full.fieldIndex("a_map"))).isEqualTo(Map.of("k", 5L));
        Row empty = both.get(1);
        for (String name : List.of("a_boolean", "a_decimal", "local", "a_record", "items", "a_map")) {
            assertThat(empty.isNullAt(empty.fieldIndex(name))).as(name).isTrue();
        }
    }

    private static GenericData.Fixed fixed(Schema schema, BigDecimal value, int size) {
        BigInteger unscaled = value.unscaledValue();
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        byte[] digits = unscaled.toByteArray();
        System.arraycopy(digits, 0, bytes, size - digits.length, digits.length);
        return new GenericData.Fixed(schema, bytes);
    }

    private static Schema valueSchema(GenericRecord row, String field) {
        return row.getSchema().getField(field).schema().getTypes().get(1);
    }

    private static Schema nullable(Schema schema) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    private static Schema logical(LogicalType type, Schema.Type base) {
        return type.addToSchema(Schema.create(base));
    }
}
