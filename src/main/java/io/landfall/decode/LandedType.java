package io.landfall.decode;

import io.landfall.record.FormerType;
import java.util.Optional;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * What becomes of one Avro type: {@link TypeMatrix} for single values.
 *
 * @param read the type to give to Avro's reader: without logical types, with what resolution needs
 * @param landed the type that lands
 * @param conversion from a value of the one to a value of the other
 */
record LandedType(Schema read, Schema landed, ValueConversion conversion) {
    /** Of the records and fixed types that Landfall adds. */
    private static final String NAMESPACE = "io.landfall.lake";

    private static final int MAX_LAKE_DIGITS = 38;
    private static final int MAX_LONG_DIGITS = 18;

    static LandedType same(Schema schema) {
        return new LandedType(schema, schema, ValueConversion.NONE);
    }

    /** Of a type that holds no other types. */
    static LandedType scalar(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> same(plain(Schema.Type.STRING)); // uuids are texts already
            case BYTES -> ofBytes(schema);
            case FIXED -> ofFixed(schema);
            case INT -> new LandedType(plain(Schema.Type.INT), ofInt(schema), ValueConversion.NONE);
            case LONG -> ofLong(schema);
            case ENUM -> same(schema);
            case BOOLEAN, FLOAT, DOUBLE, NULL -> same(plain(schema.getType()));
            default -> throw new IllegalArgumentException(schema.getType() + " holds other types");
        };
    }

    private static LandedType ofBytes(Schema schema) {
        Schema read = plain(Schema.Type.BYTES);
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return ofDecimal(read, decimal);
        }
        if (schema.getLogicalType() instanceof LogicalTypes.BigDecimal) {
            return new LandedType(read, plain(Schema.Type.STRING), ScalarConversions::bigDecimalToText);
        }
        return same(read);
    }

    private static LandedType ofFixed(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return ofDecimal(schema, decimal);
        }
        return switch (logicalName(schema)) {
            case "uuid" -> new LandedType(schema, plain(Schema.Type.STRING), ScalarConversions::uuidToText);
            case "duration" -> {
                Schema landed = SchemaBuilder.record("duration")
                        .namespace(NAMESPACE)
                        .fields()
                        .requiredLong("months")
                        .requiredLong("days")
                        .requiredLong("millis")
                        .endRecord();
                yield new LandedType(schema, landed, ScalarConversions.duration(landed));
            }
            default -> same(schema);
        };
    }

    private static LandedType ofDecimal(Schema read, LogicalTypes.Decimal decimal) {
        int precision = decimal.getPrecision();
        int scale = decimal.getScale();
        if (precision > MAX_LAKE_DIGITS) {
            return new LandedType(read, plain(Schema.Type.STRING), ScalarConversions.decimalToText(precision, scale));
        }
        // Spark's vectorized reader cannot read decimals of up to 18 digits from bytes without a length.
        int size = precision <= MAX_LONG_DIGITS ? 8 : 16;
        Schema landed = LogicalTypes.decimal(precision, scale)
                .addToSchema(Schema.createFixed("decimal_" + precision + "_" + scale, null, NAMESPACE, size));
        return new LandedType(read, landed, ScalarConversions.decimalToFixed(landed, precision));
    }

    private static Schema ofInt(Schema schema) {
        Schema plain = plain(Schema.Type.INT);
        String logical = logicalName(schema);
        return logical.equals("date") ? LogicalTypes.date().addToSchema(plain) : FormerType.mark(plain, logical);
    }

    private static LandedType ofLong(Schema schema) {
        Schema plain = plain(Schema.Type.LONG);
        LogicalType kept =
                switch (logicalName(schema)) {
                    case "timestamp-millis" -> LogicalTypes.timestampMillis();
                    case "timestamp-micros" -> LogicalTypes.timestampMicros();
                    case "local-timestamp-millis" -> LogicalTypes.localTimestampMillis();
                    case "local-timestamp-micros" -> LogicalTypes.localTimestampMicros();
                    default -> null;
                };
        if (kept == null) {
            return new LandedType(
                    plain, FormerType.mark(plain(Schema.Type.LONG), logicalName(schema)), ValueConversion.NONE);
        }
        boolean millis = kept.getName().endsWith("millis");
        return new LandedType(
                plain,
                kept.addToSchema(plain(Schema.Type.LONG)),
                millis ? ScalarConversions::requireMillis : ValueConversion.NONE);
    }

    /** Names that Avro knows and that are valid where they stand; anything else is the underlying type. */
    private static String logicalName(Schema schema) {
        return Optional.ofNullable(schema.getLogicalType())
                .map(LogicalType::getName)
                .orElse("");
    }

    private static Schema plain(Schema.Type type) {
        return Schema.create(type);
    }
}
