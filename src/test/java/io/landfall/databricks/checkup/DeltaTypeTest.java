package io.landfall.databricks.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(DeltaType.of(new Schema.Parser().parse(avro))).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    STRING COLLATE UTF8_LCASE                       | string
                    DECIMAL(10, 2)                                  | decimal(10,2)
                    array<struct<a:int,b:map<string,bigint>>>       | array<struct<a:int,b:map<string,bigint>>>
                    struct<>                                        | struct
                    STRUCT<a: INT NOT NULL COMMENT 'of x, <y>: it\\'s', `b c`: ARRAY<DECIMAL(5, 1)> COMMENT 'z'> | struct<a:int,b c:array<decimal(5,1)>>
                    MAP<STRING COLLATE UNICODE, STRUCT<A: DATE> NOT NULL> | map<string,struct<A:date>>
                    """)
    void shouldReadTypesAsUnityCatalogWritesThem(String text, String expected) {
        assertThat(DeltaTypeText.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "struct<", "struct<a", "struct<a:int,... 3 more fields>", "map<string", "int>", "x('"})
    void shouldEndWithWhatIsNoType(String text) {
        assertThat(DeltaTypeText.parse(text)).isNotNull();
    }
}
