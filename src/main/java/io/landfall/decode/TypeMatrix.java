package io.landfall.decode;

import java.util.List;

/** What becomes of each Avro type on its way to the table: the published matrix. A test compares it with what happens. */
public final class TypeMatrix {

    /**
     * One Avro type.
     *
     * @param avro as people say it
     * @param sample the type of a field, in Avro's JSON
     * @param parquet the type that lands, without its repetition and its name
     * @param spark the column's type, in Spark's DDL
     * @param note what to know; may be empty
     */
    public record Row(String avro, String sample, String parquet, String spark, String note) {}

    /** All rows, in the order of the document. */
    public static final List<Row> ROWS = List.of(
            new Row("boolean", "\"boolean\"", "boolean", "BOOLEAN", ""),
            new Row("int", "\"int\"", "int32", "INT", ""),
            new Row("long", "\"long\"", "int64", "BIGINT", ""),
            new Row("float", "\"float\"", "float", "FLOAT", ""),
            new Row("double", "\"double\"", "double", "DOUBLE", ""),
            new Row("bytes", "\"bytes\"", "binary", "BINARY", ""),
            new Row("string", "\"string\"", "binary (STRING)", "STRING", ""),
            new Row(
                    "enum",
                    type("enum", "'name': 'e', 'symbols': ['A', 'B']"),
                    "binary (ENUM)",
                    "STRING",
                    "the symbol"),
            new Row(
                    "fixed(n)",
                    type("fixed", "'name': 'f', 'size': 5"),
                    "fixed_len_byte_array(5)",
                    "BINARY",
                    "n = 5 here"),
            new Row(
                    "array of T",
                    type("array", "'items': ['null', 'long']"),
                    "group (LIST) { repeated group list { optional int64 element; } }",
                    "ARRAY<BIGINT>",
                    "three levels; items may be null"),
            new Row(
                    "map of T",
                    type("map", "'values': ['null', 'long']"),
                    "group (MAP) { repeated group key_value (MAP_KEY_VALUE) { required binary key (STRING); optional int64 value; } }",
                    "MAP<STRING, BIGINT>",
                    "values may be null; of equal keys the last counts"),
            new Row(
                    "record",
                    type("record", "'name': 'r', 'fields': [{'name': 'a', 'type': 'long'}]"),
                    "group { required int64 a; }",
                    "STRUCT<a: BIGINT>",
                    "nested as deep as you like, but not recursive"),
            new Row("union of null and T", "[\"null\", \"long\"]", "int64", "BIGINT", "optional"),
            new Row(
                    "union of several types",
                    "[\"null\", \"long\", \"string\"]",
                    "group { optional int64 member0; optional binary member1 (STRING); }",
                    "STRUCT<member0: BIGINT, member1: STRING>",
                    "one member per type other than null, in their order, exactly one of them set; types that land as the same are one member"),
            new Row(
                    "decimal(p ≤ 18, s) on bytes or fixed",
                    decimal(10, 2),
                    "fixed_len_byte_array(8) (DECIMAL(10,2))",
                    "DECIMAL(10,2)",
                    "8 bytes; more digits than p: quarantined"),
            new Row(
                    "decimal(18 < p ≤ 38, s) on bytes or fixed",
                    decimal(38, 9),
                    "fixed_len_byte_array(16) (DECIMAL(38,9))",
                    "DECIMAL(38,9)",
                    "16 bytes; more digits than p: quarantined"),
            new Row(
                    "decimal(p > 38, s) on bytes or fixed",
                    decimal(50, 2),
                    "binary (STRING)",
                    "STRING",
                    "all digits, s of them after the point"),
            new Row(
                    "big-decimal",
                    logical("bytes", "big-decimal"),
                    "binary (STRING)",
                    "STRING",
                    "all digits with the value's own scale; with an exponent where Java's `BigDecimal` writes one"),
            new Row("date", logical("int", "date"), "int32 (DATE)", "DATE", ""),
            new Row(
                    "time-millis",
                    logical("int", "time-millis"),
                    "int32",
                    "INT",
                    "milliseconds of the day: Spark 4.0 has no time of day"),
            new Row("time-micros", logical("long", "time-micros"), "int64", "BIGINT", "microseconds of the day"),
            new Row(
                    "timestamp-millis",
                    logical("long", "timestamp-millis"),
                    "int64 (TIMESTAMP(MILLIS,true))",
                    "TIMESTAMP",
                    "an instant; beyond the reach of microseconds in 64 bits: quarantined"),
            new Row(
                    "timestamp-micros",
                    logical("long", "timestamp-micros"),
                    "int64 (TIMESTAMP(MICROS,true))",
                    "TIMESTAMP",
                    "an instant"),
            new Row(
                    "timestamp-nanos",
                    logical("long", "timestamp-nanos"),
                    "int64",
                    "BIGINT",
                    "nanoseconds since the epoch: no lake type holds them without loss"),
            new Row(
                    "local-timestamp-millis",
                    logical("long", "local-timestamp-millis"),
                    "int64 (TIMESTAMP(MILLIS,false))",
                    "TIMESTAMP_NTZ",
                    "a date and time without a zone; reach as timestamp-millis"),
            new Row(
                    "local-timestamp-micros",
                    logical("long", "local-timestamp-micros"),
                    "int64 (TIMESTAMP(MICROS,false))",
                    "TIMESTAMP_NTZ",
                    "a date and time without a zone"),
            new Row(
                    "local-timestamp-nanos",
                    logical("long", "local-timestamp-nanos"),
                    "int64",
                    "BIGINT",
                    "as timestamp-nanos, without a zone"),
            new Row(
                    "uuid on string or fixed(16)",
                    type("fixed", "'name': 'u', 'size': 16, 'logicalType': 'uuid'"),
                    "binary (STRING)",
                    "STRING",
                    "from fixed: lower case with hyphens; from string: as written"),
            new Row(
                    "duration",
                    type("fixed", "'name': 'd', 'size': 12, 'logicalType': 'duration'"),
                    "group { required int64 months; required int64 days; required int64 millis; }",
                    "STRUCT<months: BIGINT, days: BIGINT, millis: BIGINT>",
                    "each part is unsigned, 32 bits"),
            new Row(
                    "any other logical type",
                    logical("long", "something-else"),
                    "int64",
                    "BIGINT",
                    "as its underlying type"));

    private static final String REFUSED =
            """

            Refused at start, with the field's path:

            - a schema that is not a record, and recursive schemas
            - nested records without fields, fixed of no bytes
            - types that are only `null`
            - names in one record that differ in upper and lower case only
            - top-level names of columns that Landfall adds
            """;

    private TypeMatrix() {}

    /** The matrix as a Markdown document. */
    public static String markdown() {
        StringBuilder text = new StringBuilder("# From Avro to the table\n\n")
                .append("| Avro | Parquet | Spark | |\n|---|---|---|---|\n");
        for (Row row : ROWS) {
            text.append("| ")
                    .append(row.avro())
                    .append(" | `")
                    .append(row.parquet())
                    .append("` | `")
                    .append(row.spark())
                    .append("` | ")
                    .append(row.note())
                    .append(" |\n");
        }
        return text.append(REFUSED).toString();
    }

    private static String logical(String type, String name) {
        return type(type, "'logicalType': '" + name + "'");
    }

    private static String decimal(int precision, int scale) {
        return type("bytes", "'logicalType': 'decimal', 'precision': " + precision + ", 'scale': " + scale);
    }

    private static String type(String type, String rest) {
        return ("{'type': '" + type + "', " + rest + "}").replace('\'', '"');
    }
}
