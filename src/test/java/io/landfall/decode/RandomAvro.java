package io.landfall.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Random schemas of all Avro types and logical types, nested, and random data for them, each with the form that must
 * land, made from the value's meaning and not from its encoding. The same seed gives the same.
 */
public final class RandomAvro {
    private static final int SCALARS = 31;

    /**
     * A value in the writer's schema and what must land of it.
     *
     * @param written for Avro's generic writer
     * @param landed as {@link LandedForm} describes
     */
    public record Sample(Object written, Object landed) {
        /** The record as Avro's generic writer takes it. */
        public GenericRecord record() {
            return (GenericRecord) written;
        }

        /** The row's fields by name. */
        @SuppressWarnings("unchecked") // a record's landed form has that shape
        public Map<String, Object> row() {
            return (Map<String, Object>) landed;
        }
    }

    private final SplittableRandom random;
    private int names;

    public RandomAvro(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A record that a table can be made of; with {@code all}, it has a field of every scalar type. */
    public Schema schema(boolean all) {
        List<Schema.Field> fields = new ArrayList<>();
        if (all) {
            for (int kind = 0; kind < SCALARS; kind++) {
                fields.add(new Schema.Field("scalar" + kind, scalar(kind)));
                fields.add(new Schema.Field("optional" + kind, nullable(scalar(kind))));
            }
        }
        for (int i = 0, count = 1 + random.nextInt(8); i < count; i++) {
            fields.add(new Schema.Field("field" + i, type(3)));
        }
        return Schema.createRecord("Random", null, "test", false, fields);
    }

    private Schema type(int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 10);
        return switch (kind) {
            case 0, 1, 2 -> scalar(random.nextInt(SCALARS));
            case 3 -> nullable(scalar(random.nextInt(SCALARS)));
            case 4 -> Schema.createArray(type(depth - 1));
            case 5 -> Schema.createArray(nullable(scalar(random.nextInt(SCALARS))));
            case 6 -> Schema.createMap(type(depth - 1));
            case 7 -> record(depth - 1);
            case 8 -> nullable(record(depth - 1));
            default -> union(depth - 1);
        };
    }

    private Schema record(int depth) {
        String name = name("Record");
        List<Schema.Field> fields = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> new Schema.Field("f" + i, type(depth)))
                .toList();
        return Schema.createRecord(name, null, "test", false, fields);
    }

    private static Schema nullable(Schema schema) {
        return schema.isUnion() ? schema : Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
    }

    /** Of different types, as Avro wants it. */
    private Schema union(int depth) {
        Map<String, Schema> branches = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            branches.put("null", Schema.create(Schema.Type.NULL));
        }
        for (int i = 0; i < 4; i++) {
            Schema branch = random.nextInt(4) == 0 ? record(depth) : scalar(random.nextInt(SCALARS));
            branches.putIfAbsent(branch.getFullName(), branch);
        }
        return Schema.createUnion(new ArrayList<>(branches.values()));
    }

    private Schema scalar(int kind) {
        return switch (kind) {
            case 0 -> Schema.create(Schema.Type.BOOLEAN);
            case 1 -> Schema.create(Schema.Type.INT);
            case 2 -> Schema.create(Schema.Type.LONG);
            case 3 -> Schema.create(Schema.Type.FLOAT);
            case 4 -> Schema.create(Schema.Type.DOUBLE);
            case 5 -> Schema.create(Schema.Type.BYTES);
            case 6 -> Schema.create(Schema.Type.STRING);
            case 7 -> Schema.createEnum(name("Enum"), null, "test", List.of("RED", "GREEN", "BLUE"));
            case 8 -> Schema.createFixed(name("Fixed"), null, "test", 1 + random.nextInt(20));
            case 9 -> decimal(1 + random.nextInt(18), false);
            case 10 -> decimal(19 + random.nextInt(20), false);
            case 11 -> decimal(39 + random.nextInt(30), false);
            case 12 -> decimal(1 + random.nextInt(18), true);
            case 13 -> decimal(19 + random.nextInt(20), true);
            case 14 -> decimal(39 + random.nextInt(30), true);
            case 15 -> LogicalTypes.bigDecimal().addToSchema(Schema.create(Schema.Type.BYTES));
            case 16 -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case 17 -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
            case 18 -> LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case 19 -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case 20 -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case 21 -> LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
            case 22 -> LogicalTypes.localTimestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case 23 -> LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case 24 -> LogicalTypes.localTimestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
            case 25 -> LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING));
            case 26 -> LogicalTypes.uuid().addToSchema(Schema.createFixed(name("Uuid"), null, "test", 16));
            case 27 -> LogicalTypes.duration().addToSchema(Schema.createFixed(name("Duration"), null, "test", 12));
            case 28 -> unknown(Schema.create(Schema.Type.INT));
            case 29 -> unknown(Schema.create(Schema.Type.STRING));
            default -> javaString();
        };
    }

    private static Schema unknown(Schema schema) {
        schema.addProp("logicalType", "something-else");
        return schema;
    }

    private static Schema javaString() {
        Schema schema = Schema.create(Schema.Type.STRING);
        schema.addProp("avro.java.string", "String");
        return schema;
    }

    private Schema decimal(int precision, boolean fixed) {
        Schema schema = fixed
                ? Schema.createFixed(name("Decimal"), null, "test", precision / 2 + 1)
                : Schema.create(Schema.Type.BYTES);
        return LogicalTypes.decimal(precision, random.nextInt(precision + 1)).addToSchema(schema);
    }

    private String name(String prefix) {
        return prefix + names++;
    }

    /** A value of a schema that this class made. */
    public Sample sample(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericRecord written = new GenericData.Record(schema);
                Map<String, Object> landed = new LinkedHashMap<>();
                for (Schema.Field field : schema.getFields()) {
                    Sample value = sample(field.schema());
                    written.put(field.pos(), value.written());
                    landed.put(field.name(), value.landed());
                }
                yield new Sample(written, landed);
            }
            case ARRAY -> {
                List<Sample> items = IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> sample(schema.getElementType()))
                        .toList();
                List<Object> landed = new ArrayList<>();
                items.forEach(item -> landed.add(item.landed()));
                yield new Sample(
                        new GenericData.Array<>(
                                schema, items.stream().map(Sample::written).collect(Collectors.toList())),
                        landed);
            }
            case MAP -> {
                Map<String, Object> written = new LinkedHashMap<>();
                Map<String, Object> landed = new TreeMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    Sample value = sample(schema.getValueType());
                    String key = text();
                    written.put(key, value.written());
                    landed.put(key, value.landed());
                }
                yield new Sample(written, landed);
            }
            case UNION -> unionSample(schema);
            default -> scalarSample(schema);
        };
    }

    private Sample unionSample(Schema union) {
        Schema chosen = union.getTypes().get(random.nextInt(union.getTypes().size()));
        Sample sample = sample(chosen);
        // Branches that land as the same type are one member.
        List<String> members = union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .map(RandomAvro::landedName)
                .distinct()
                .toList();
        if (chosen.getType() == Schema.Type.NULL || members.size() == 1) {
            return sample;
        }
        Map<String, Object> landed = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            landed.put("member" + i, members.get(i).equals(landedName(chosen)) ? sample.landed() : null);
        }
        return new Sample(sample.written(), landed);
    }

    private static String landedName(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return decimal.getPrecision() > 38
                    ? "string"
                    : "decimal " + decimal.getPrecision() + "," + decimal.getScale();
        }
        String name =
                schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        return switch (name) {
            case "uuid", "big-decimal" -> "string";
            case "duration" -> "duration";
            default -> schema.getFullName();
        };
    }

    private Sample scalarSample(Schema schema) {
        if (schema.getLogicalType() != null) {
            return logicalSample(schema);
        }
        return switch (schema.getType()) {
            case NULL -> new Sample(null, null);
            case BOOLEAN -> same(random.nextBoolean());
            case INT -> same(random.nextInt());
            case LONG -> same(random.nextLong());
            case FLOAT -> same(Float.intBitsToFloat(random.nextInt() & 0xBFFFFFFF));
            case DOUBLE -> same(random.nextDouble(-1e12, 1e12));
            case BYTES -> same(ByteBuffer.wrap(bytes(random.nextInt(12))));
            case STRING -> same(text());
            case ENUM -> {
                List<String> symbols = schema.getEnumSymbols();
                String symbol = symbols.get(random.nextInt(symbols.size()));
                yield new Sample(new GenericData.EnumSymbol(schema, symbol), symbol);
            }
            default -> {
                byte[] bytes = bytes(schema.getFixedSize());
                yield new Sample(new GenericData.Fixed(schema, bytes), ByteBuffer.wrap(bytes));
            }
        };
    }

    private Sample logicalSample(Schema schema) {
        String name = schema.getLogicalType().getName();
        switch (name) {
            case "decimal" -> {
                return decimalSample(schema, (LogicalTypes.Decimal) schema.getLogicalType());
            }
            case "big-decimal" -> {
                BigDecimal value =
                        new BigDecimal(new BigInteger(bytes(1 + random.nextInt(20))), random.nextInt(-5, 20));
                return new Sample(
                        new Conversions.BigDecimalConversion().toBytes(value, schema, schema.getLogicalType()),
                        value.toString());
            }
            case "date" -> {
                int day = random.nextInt(-20_000, 40_000);
                return new Sample(day, LocalDate.ofEpochDay(day));
            }
            case "time-millis" -> {
                return same(random.nextInt(86_400_000));
            }
            case "time-micros" -> {
                return same(random.nextLong(86_400_000_000L));
            }
            case "uuid" -> {
                return uuidSample(schema);
            }
            case "duration" -> {
                return durationSample(schema);
            }
            default -> {
                long seconds = random.nextLong(
                        Instant.parse("1900-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2200-01-01T00:00:00Z").getEpochSecond());
                long unit = name.endsWith("millis") ? 1_000 : name.endsWith("micros") ? 1_000_000 : 1_000_000_000;
                long value = seconds * unit + random.nextLong(unit);
                return new Sample(value, LandedForm.time(value, name));
            }
        }
    }

    private Sample decimalSample(Schema schema, LogicalTypes.Decimal decimal) {
        int digits = random.nextInt(decimal.getPrecision() + 1);
        BigInteger limit = BigInteger.TEN.pow(digits);
        BigInteger unscaled = new BigInteger(bytes(32)).mod(limit);
        BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.getScale());
        Conversions.DecimalConversion conversion = new Conversions.DecimalConversion();
        Object written = schema.getType() == Schema.Type.FIXED
                ? conversion.toFixed(value, schema, decimal)
                : conversion.toBytes(value, schema, decimal);
        return new Sample(written, decimal.getPrecision() > 38 ? value.toPlainString() : value);
    }

    private Sample uuidSample(Schema schema) {
        UUID uuid = new UUID(random.nextLong(), random.nextLong());
        if (schema.getType() == Schema.Type.STRING) {
            return same(uuid.toString());
        }
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return new Sample(new GenericData.Fixed(schema, bytes), uuid.toString());
    }

    private Sample durationSample(Schema schema) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Object> landed = new LinkedHashMap<>();
        for (String part : List.of("months", "days", "millis")) {
            int value = random.nextInt();
            bytes.putInt(value);
            landed.put(part, Integer.toUnsignedLong(value));
        }
        return new Sample(new GenericData.Fixed(schema, bytes.array()), landed);
    }

    private static Sample same(Object value) {
        return new Sample(value, value);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        return random.ints(random.nextInt(10), 0, 6)
                .mapToObj(i -> List.of("a", "Z", "7", " ", "é", "漢").get(i))
                .collect(Collectors.joining());
    }
}
