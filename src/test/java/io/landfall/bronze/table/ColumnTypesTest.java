package io.landfall.bronze.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.TableName;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    INT                    | INT                    | INT
                    INT                    | BIGINT                 | BIGINT
                    INT                    | DOUBLE                 | DOUBLE
                    INT                    | FLOAT                  | DOUBLE
                    FLOAT                  | DOUBLE                 | DOUBLE
                    DECIMAL(10,2)          | DECIMAL(38,2)          | DECIMAL(38,2)
                    ARRAY<INT>             | ARRAY<BIGINT>          | ARRAY<BIGINT>
                    MAP<STRING, FLOAT>     | MAP<STRING, DOUBLE>    | MAP<STRING, DOUBLE>
                    ARRAY<STRUCT<a: INT>>  | ARRAY<STRUCT<A: FLOAT>>| ARRAY<STRUCT<a: DOUBLE>>
                    """)
    void shouldFindTheTypeThatHoldsTheValuesOfBoth(String one, String other, String wide) {
        assertThat(ColumnTypes.widened(column(one), column(other))).isEqualTo(column(wide));
        assertThat(ColumnTypes.widened(column(other), column(one)).sql())
                .isEqualToIgnoringCase(column(wide).sql());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BIGINT              | DOUBLE              | column c changes from BIGINT to DOUBLE
                    BIGINT              | FLOAT               | column c changes from BIGINT to FLOAT
                    DECIMAL(10,2)       | DECIMAL(12,3)       | column c changes from DECIMAL(10,2) to DECIMAL(12,3)
                    STRING              | BINARY              | column c changes from STRING to BINARY
                    INT                 | DATE                | column c changes from INT to DATE
                    ARRAY<STRING>       | ARRAY<INT>          | column c.element changes from STRING to INT
                    MAP<STRING, STRING> | MAP<STRING, INT>    | column c.value changes from STRING to INT
                    INT                 | STRUCT<member0: INT>| column c changes from INT to STRUCT<member0: INT>
                    """)
    void shouldRefuseWhereValuesWouldChangeTheirMeaningOrLoseDigits(String from, String to, String message) {
        assertThatThrownBy(() -> ColumnTypes.widened(column(from), column(to)))
                .isInstanceOf(BronzeException.class)
                .hasMessageStartingWith(message + ", and no type holds");
    }

    @Test
    void shouldKeepColumnsApartOrBringThemTogether() {
        StructType from = StructType.fromDDL("a INT, s STRUCT<x: INT, y: STRING>");
        StructType to = StructType.fromDDL("b STRING, s STRUCT<x: BIGINT, z: STRING>");
        assertThat(ColumnTypes.widened(from, to))
                .isEqualTo(StructType.fromDDL("a INT, s STRUCT<x: BIGINT, y: STRING>"));
        assertThat(ColumnTypes.union(from, to))
                .isEqualTo(StructType.fromDDL("a INT, s STRUCT<x: BIGINT, y: STRING, z: STRING>, b STRING"));
    }

    @Test
    void shouldNameWhatChangesAsAlterColumnTakesIt() {
        StructType from =
                StructType.fromDDL("a INT, l ARRAY<STRUCT<x: INT>>, m MAP<STRING, FLOAT>, s STRUCT<t: STRING>");
        StructType wide =
                StructType.fromDDL("a INT, l ARRAY<STRUCT<x: BIGINT>>, m MAP<STRING, DOUBLE>, s STRUCT<t: STRING>");
        assertThat(ColumnTypes.changes(from, wide))
                .isEqualTo(Map.of("l.element.x", DataTypes.LongType, "m.value", DataTypes.DoubleType));
        assertThat(BronzeDdl.changeType(new TableName("c", "s", "t"), "l.element.x", DataTypes.LongType))
                .isEqualTo("ALTER TABLE `c`.`s`.`t` ALTER COLUMN `l`.`element`.`x` TYPE BIGINT");
    }

    private static StructType column(String type) {
        return StructType.fromDDL("c " + type);
    }
}
