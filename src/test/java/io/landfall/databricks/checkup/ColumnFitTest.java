package io.landfall.databricks.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnFitTest {
    private static ColumnFit fit(String table, String schema) {
        return ColumnFit.of(
                DeltaTypeText.parse("struct<c:" + table + ">"), DeltaTypeText.parse("struct<c:" + schema + ">"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    string                                 | string
                    STRING COLLATE UTF8                    | string
                    DECIMAL(10, 2)                         | decimal(10,2)
                    bigint                                 | int
                    double                                 | float
                    double                                 | int
                    decimal(12,2)                          | decimal(10,2)
                    struct<A:bigint,more:string>           | struct<a:int>
                    array<struct<a:int,b:double>>          | array<struct<b:float,a:int>>
                    map<string,struct<a:array<string>>>    | map<string,struct<a:array<string>>>
                    """)
    void shouldBeContentWithWhatHoldsTheSchemasValues(String table, String schema) {
        assertThat(fit(table, schema)).isEqualTo(new ColumnFit(List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    int                                    | bigint                                     | c is int, the schema has bigint
                    float                                  | double                                     | c is float, the schema has double
                    float                                  | int                                        | c is float, the schema has int
                    decimal(8,2)                           | decimal(10,2)                              | c is decimal(8,2), the schema has decimal(10,2)
                    struct<a:int>                          | struct<a:int,b:int>                        | c.b is not there
                    struct<a:struct<x:int>>                | struct<a:struct<x:int,Y:string>>           | c.a.Y is not there
                    struct<a:int>                          | struct<a:bigint>                           | c.a is int, the schema has bigint
                    array<int>                             | array<bigint>                              | c.element is int, the schema has bigint
                    array<struct<a:int>>                   | array<struct<a:int,b:array<int>>>          | c.element.b is not there
                    map<string,struct<a:int>>              | map<string,struct<a:int,b:int>>            | c.value.b is not there
                    map<string,array<struct<a:float>>>     | map<string,array<struct<a:double>>>        | c.value.element.a is float, the schema has double
                    """)
    void shouldNameWhatTheBronzeJobAddsOrWidens(String table, String schema, String expected) {
        ColumnFit fit = fit(table, schema);

        assertThat(fit.behind()).containsExactly(expected);
        assertThat(fit.differing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bigint                                 | double                                     | c is bigint, the schema has double
                    decimal(10,3)                          | decimal(10,2)                              | c is decimal(10,3), the schema has decimal(10,2)
                    string                                 | int                                        | c is string, the schema has int
                    struct<a:int>                          | array<int>                                 | c is struct<a:int>, the schema has array<int>
                    struct<a:string>                       | struct<a:int>                              | c.a is string, the schema has int
                    array<struct<a:struct<b:date>>>        | array<struct<a:struct<b:timestamp>>>       | c.element.a.b is date, the schema has timestamp
                    map<string,struct<a:int>>              | map<string,struct<a:struct<b:int>>>        | c.value.a is int, the schema has struct<b:int>
                    map<int,string>                        | map<string,string>                         | c.key is int, the schema has string
                    """)
    void shouldNameWhatNoTypeHolds(String table, String schema, String expected) {
        ColumnFit fit = fit(table, schema);

        assertThat(fit.differing()).containsExactly(expected);
        assertThat(fit.behind()).isEmpty();
    }

    @Test
    void shouldNameAllDifferences() {
        ColumnFit fit = fit("struct<a:int,b:string>", "struct<a:bigint,b:int,c:date>");

        assertThat(fit.behind()).containsExactly("c.a is int, the schema has bigint", "c.c is not there");
        assertThat(fit.differing()).containsExactly("c.b is string, the schema has int");
    }
}
