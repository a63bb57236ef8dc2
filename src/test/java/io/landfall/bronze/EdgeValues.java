package io.landfall.bronze;

import io.landfall.decode.RandomAvro.Sample;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Values at the ends of what each type holds, and where calendars, signs and encodings differ. */
final class EdgeValues {
    private static final BigInteger NINES_38 = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    private static final BigInteger NINES_18 = BigInteger.TEN.pow(18).subtract(BigInteger.ONE);

    /** A field of some type, with what is written and what is read of it, record by record. */
    private record Column(String type, List<?> written, List<?> landed) {}

    private static final List<Column> COLUMNS = List.of(
            same("'int'", Integer.MIN_VALUE, Integer.MAX_VALUE),
            same("'long'", Long.MIN_VALUE, Long.MAX_VALUE),
            same("'float'", Float.NaN, Float.NEGATIVE_INFINITY, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE),
            same("'double'", Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, -Double.MAX_VALUE),
            same("'string'", "", "\u0000", "🚀", "e\u0301", "null", "x".repeat(100_000)),
            same("'bytes'", ByteBuffer.wrap(new byte[0]), ByteBuffer.wrap(new byte[] {0, -128, 127})),
            same("{'type': 'array', 'items': ['null', 'string']}", List.of(), Arrays.asList(null, "", null)),
            same("{'type': 'map', 'values': 'long'}", Map.of(), Map.of("", 1L, " ", 2L)),
            decimal(18, 0, NINES_18),
            decimal(18, 18, NINES_18),
            decimal(38, 0, NINES_38),
            decimal(38, 38, NINES_38),
            dates("0001-01-01", "1582-10-04", "1582-10-10", "1582-10-15", "1899-12-31", "9999-12-31"),
            instants(
                    "timestamp-micros",
                    ChronoUnit.MICROS,
                    "0001-01-01T00:00:00Z",
                    "1582-10-10T12:00:00Z",
                    "1883-11-18T12:00:00.000001Z",
                    "1969-12-31T23:59:59.999999Z",
                    "9999-12-31T23:59:59.999999Z"),
            instants(
                    "timestamp-millis",
                    ChronoUnit.MILLIS,
                    "0001-01-01T00:00:00Z",
                    "1582-10-10T12:00:00Z",
                    "1969-12-31T23:59:59.999Z",
                    "9999-12-31T23:59:59.999Z",
                    "+294247-01-10T04:00:54.775Z",
                    "-290308-12-21T19:59:05.225Z"),
            locals("local-timestamp-micros", ChronoUnit.MICROS, "0001-01-01T00:00", "1582-10-10T12:00:00.000001"),
            locals("local-timestamp-millis", ChronoUnit.MILLIS, "0001-01-01T00:00", "9999-12-31T23:59:59.999"));

    /** A field {@code c<i>} for each column. */
    static final Schema SCHEMA = schema();

    private EdgeValues() {}

    /** So many that each value is in one of them at least; columns with fewer values start again. */
    static List<Sample> samples() {
        int count = COLUMNS.stream()
                .mapToInt(column -> column.written().size())
                .max()
                .orElseThrow();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            GenericRecord written = new GenericData.Record(SCHEMA);
            Map<String, Object> landed = new LinkedHashMap<>();
            for (int c = 0; c < COLUMNS.size(); c++) {
                Column column = COLUMNS.get(c);
                int at = i % column.written().size();
                written.put(c, column.written().get(at));
                landed.put("c" + c, column.landed().get(at));
            }
            samples.add(new Sample(written, landed));
        }
        return samples;
    }

    private static Schema schema() {
        List<Schema.Field> fields = new ArrayList<>();
        for (Column column : COLUMNS) {
            Schema type = new Schema.Parser()
                    .parse("{'type': 'record', 'name': 'R', 'fields': [{'name': 'x', 'type': %s}]}"
                            .formatted(column.type())
                            .replace('\'', '"'))
                    .getField("x")
                    .schema();
            fields.add(new Schema.Field("c" + fields.size(), type));
        }
        return Schema.createRecord("Edges", null, "test", false, fields);
    }

    private static Column same(String type, Object... values) {
        return new Column(type, Arrays.asList(values), Arrays.asList(values));
    }

    private static Column decimal(int precision, int scale, BigInteger most) {
        List<BigInteger> values = List.of(most, most.negate(), BigInteger.ZERO, BigInteger.ONE.negate());
        return new Column(
                "{'type': 'bytes', 'logicalType': 'decimal', 'precision': %d, 'scale': %d}".formatted(precision, scale),
                values.stream()
                        .map(value -> ByteBuffer.wrap(value.toByteArray()))
                        .toList(),
                values.stream().map(value -> new BigDecimal(value, scale)).toList());
    }

    private static Column dates(String... texts) {
        List<LocalDate> values = Arrays.stream(texts).map(LocalDate::parse).toList();
        return new Column(
                "{'type': 'int', 'logicalType': 'date'}",
                values.stream().map(day -> (int) day.toEpochDay()).toList(),
                values);
    }

    private static Column instants(String logicalType, ChronoUnit unit, String... texts) {
        List<Instant> values = Arrays.stream(texts).map(Instant::parse).toList();
        return new Column(
                "{'type': 'long', 'logicalType': '" + logicalType + "'}",
                values.stream().map(at -> units(at, unit)).toList(),
                values);
    }

    private static Column locals(String logicalType, ChronoUnit unit, String... texts) {
        List<LocalDateTime> values =
                Arrays.stream(texts).map(LocalDateTime::parse).toList();
        return new Column(
                "{'type': 'long', 'logicalType': '" + logicalType + "'}",
                values.stream()
                        .map(at -> units(at.toInstant(ZoneOffset.UTC), unit))
                        .toList(),
                values);
    }

    /** {@code ChronoUnit.between} counts nanoseconds first, and they overflow. */
    private static long units(Instant at, ChronoUnit unit) {
        long nanos = unit.getDuration().toNanos();
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000 / nanos), at.getNano() / nanos);
    }
}
