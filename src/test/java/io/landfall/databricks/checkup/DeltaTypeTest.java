package io.landfall.databricks.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "string"                                                        | string
                    {"type":"enum","name":"e","symbols":["A"]}                      | string
                    "boolean"                                                       | boolean
                    "int"                                                           | int
                    {"type":"int","logicalType":"date"}                             | date
                    "long"                                                          | bigint
                    {"type":"long","logicalType":"timestamp-millis"}                | timestamp
                    {"type":"long","logicalType":"timestamp-micros"}                | timestamp
                    {"type":"long","logicalType":"local-timestamp-micros"}          | timestamp_ntz
                    "float"                                                         | float
                    "double"                                                        | double
                    "bytes"                                                         | binary
                    {"type":"fixed","name":"f","size":3}                            | binary
                    {"type":"fixed","name":"f","size":8,"logicalType":"decimal","precision":10,"scale":2} | decimal(10,2)
                    ["null","long"]                                                 | bigint
                    ["null","long","string"]                                        | struct<member0:bigint,member1:string>
                    {"type":"array","items":["null","int"]}                         | array<int>
                    {"type":"map","values":"double"}                                | map<string,double>
                    {"type":"record","name":"r","fields":[{"name":"a","type":"int"},{"name":"b","type":"string"}]} | struct<a:int,b:string>
                    """)
    void shouldNameTypesAsUnityCatalogDoes(String avro, String expected) {
        assertThat(DeltaType.of(new Schema.Parser().parse(avro))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    string                | string                | SAME
                    STRING COLLATE UTF8   | string                | SAME
                    DECIMAL(10, 2)        | decimal(10,2)         | SAME
                    bigint                | int                   | SAME
                    int                   | bigint                | FOLLOWS
                    double                | float                 | SAME
                    double                | int                   | SAME
                    float                 | double                | FOLLOWS
                    float                 | int                   | FOLLOWS
                    bigint                | double                | NEVER
                    decimal(12,2)         | decimal(10,2)         | SAME
                    decimal(8,2)          | decimal(10,2)         | FOLLOWS
                    decimal(10,3)         | decimal(10,2)         | NEVER
                    string                | int                   | NEVER
                    array<int>            | array<bigint>         | FOLLOWS
                    struct<a:int>         | struct<a:int,b:int>   | FOLLOWS
                    struct<a:int>         | array<int>            | NEVER
                    """)
    void shouldSayWhetherAColumnHoldsTheSchemasValues(String table, String schema, DeltaType.Fit expected) {
        assertThat(DeltaType.fit(table, schema)).isEqualTo(expected);
    }
}
