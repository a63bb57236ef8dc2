package io.landfall.local.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSchemaTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 3|long",
                "1 2.5 3|double",
                "2.5 1|double",
                "10.50 7.00|decimal(38,2)",
                "10.50 10.5 7.0|string",
                "1.10 1.1 2.0|string",
                "7.0 7.5|decimal(38,1)",
                "7.0 7|string",
                "1 007|string",
                "1 +2|string",
                "1E5 2E3|string",
                "1e400 0.1|string",
                "12345678901234567 0.5|string",
                "89490200001234567890 89490200001234567891|string",
                "1 89490200001234567891|string",
                "0.5 NaN|string",
                "true false|boolean",
                "true FALSE|string",
                "true 1|string",
                "2026-01-31 2024-02-30|string",
                "2026-01-31 2026-02-01|date",
                "2026-01-31T10:00Z 2026-02-01T10:00Z|timestamp, written uuuu-MM-dd'T'HH:mm'Z'",
                "2026-01-31T10:00Z 2026-02-01T10:00|string",
                "2026-01-31T10:00 2026-02-01T10:00:00|string",
                "2026-01-31T10:00:00.5 2026-02-01T10:00:00.50|string",
                "2026-01-31 2026-02-01T10:00|string",
            })
    void shouldInferWhatGivesEachTextBack(String values, String type) throws IOException {
        assertThat(infer("x\n" + values.replace(' ', '\n') + "\n", Map.of())
                        .columns()
                        .get(0)
                        .toString())
                .startsWith("x -> x: " + type);
    }

    @Test
    void shouldLetTheLastLineCount() throws IOException {
        String many = "1\n".repeat(100_000);
        assertThat(infer("x\n" + many + "2\n", Map.of()).columns().get(0).type())
                .isEqualTo(CsvType.LONG);
        assertThat(infer("x\n" + many + "2.5\n", Map.of()).columns().get(0).type())
                .isEqualTo(CsvType.DOUBLE);
        assertThat(infer("x\n" + many + "Ann\n", Map.of()).columns().get(0).toString())
                .isEqualTo("x -> x: string, as line 100002 has text, and lines above it a whole number");
    }

    @Test
    void shouldNotExplainWhatIsTextAnyway() throws IOException {
        CsvSchema schema = infer("name,empty\nAnn,\nBob,\n7,\n", Map.of());
        assertThat(schema.columns().stream().map(CsvColumn::toString))
                .containsExactly(
                        "name -> name: string", "empty -> empty: string, with empty cells, as it has no value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1E5 2E3|as line 2 has a number with an exponent, or a code that looks like one",
                "05/02/2024 11/12/2024|as line 2 has a date or time that is not ISO 8601, or does not exist",
                "89490200001234567890 1|as line 2 has a whole number of more than 64 bits",
                "1.10 1.1|as line 3 has a number with 1 decimal place, and lines above it a number with 2 decimal places",
                "TRUE FALSE|as line 2 has a truth value other than true and false",
                "N/A 1 2|as line 2 has a word for no value",
            })
    void shouldSayWhyWhatLooksTypedIsText(String values, String why) throws IOException {
        assertThat(infer("x\n" + values.replace(' ', '\n') + "\n", Map.of())
                        .columns()
                        .get(0)
                        .toString())
                .isEqualTo("x -> x: string, " + why);
    }

    @Test
    void shouldSayThatSpacesAfterSeparatorsMakeNumbersText() throws IOException {
        CsvSchema schema = infer("id, amount\n1, 10\n2, 20\n", Map.of());
        assertThat(schema.columns().get(1).toString())
                .isEqualTo(" amount -> amount: string, as line 2 has white space before or after the value");
    }

    @Test
    void shouldTellEmptyCellsFromEmptyTexts() throws IOException {
        CsvSchema schema = infer("a,b,c\n,\"\", \n1,x,\n", Map.of());
        assertThat(schema.columns().stream().map(CsvColumn::nullable)).containsExactly(true, false, true);
        assertThat(infer("a,b\n1,\n\"\",2\n", Map.of()).columns().get(0).toString())
                .isEqualTo("a -> a: string");
        assertThat(infer("a\n1\n2\n\"\"\n", Map.of()).columns().get(0).toString())
                .endsWith("string, as line 4 has an empty cell in quotes, and lines above it a whole number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2|STRING|string",
                "1 2|DOUBLE|double",
                "1 2|DECIMAL|decimal(38,0)",
                "89490200001234567890 1|DECIMAL|decimal(38,0)",
                "2026-01-31 2026-02-01|STRING|string",
            })
    void shouldTakeATypeThatGivesEachTextBack(String values, CsvType type, String expected) throws IOException {
        assertThat(infer("x\n" + values.replace(' ', '\n') + "\n", Map.of(0, type))
                        .columns()
                        .get(0)
                        .toString())
                .isEqualTo("x -> x: " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 007|LONG|line 3, column x: a number with leading zeros, which is not long; give another type",
                "1 N/A|LONG|line 3, column x: a word for no value, which is not long",
                "1.5 1.50|DECIMAL|line 3, column x: a number with 2 decimal places, which is not decimal like the values above"
                        + " it (a number with 1 decimal place)",
                "0.1 1.10|DOUBLE|line 3, column x: a number with 2 decimal places, which is not double",
                "yes no|BOOLEAN|line 2, column x: a truth value other than true and false, which is not boolean",
                "05/02/2024 1|DATE|line 2, column x: a date or time that is not ISO 8601, or does not exist, which is not date",
            })
    void shouldRefuseATypeThatAValueDoesNotFit(String values, CsvType type, String message) {
        assertThatThrownBy(() -> infer("x\n" + values.replace(' ', '\n') + "\n", Map.of(0, type)))
                .isInstanceOf(CsvException.class)
                .hasMessageStartingWith("it.csv, " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b,c|a b c",
                "Unit Price,Sold At|Unit_Price Sold_At",
                "a,a,A|a a_ A__",
                "a b,a_b,a-b|a_b a_b_ a_b__",
                "a,,c,|a column_2 c column_4",
                "2019,2020|_2019 _2020",
                "\u0438\u043c\u044f,\u00e4|column_1 column_2",
                "batch_id,LANDED_AT|batch_id_ LANDED_AT_",
            })
    void shouldGiveEachColumnANameOfItsOwn(String header, String fields) {
        assertThat(CsvNames.of(List.of(header.split(",", -1))).fields().stream().collect(Collectors.joining(" ")))
                .isEqualTo(fields);
    }

    @Test
    void shouldNotChooseBetweenColumnsOfOneName() {
        CsvNames names = CsvNames.of(List.of("a b", "a_b", "c", "c"));
        assertThat(names.find("--dedupe", "a b")).isZero();
        assertThat(names.find("--dedupe", "a_b_")).isEqualTo(1);
        assertThat(names.find("--dedupe", "c_")).isEqualTo(3);
        assertThatThrownBy(() -> names.find("--dedupe", "a_b"))
                .hasMessage("--dedupe: a_b can be each of the columns a_b, a_b_; use another of their names");
        assertThatThrownBy(() -> names.find("--types", "c")).hasMessageContaining("columns c, c_");
    }

    @Test
    void shouldNoteAHeaderThatLooksLikeValues() throws IOException {
        assertThat(infer("7,Ann,2026-01-31\n8,Bob,2026-02-01\n", Map.of()).notes())
                .containsExactly(
                        "line 1 is read as the header, although it has values in columns 1, 3; if the file has none,"
                                + " add one");
        assertThat(infer("No,n/a\n8,Bob\n", Map.of()).notes()).isEmpty();
        assertThat(infer("id,name\n8,Bob\n", Map.of()).notes()).isEmpty();
    }

    private CsvSchema infer(String csv, Map<Integer, CsvType> types) throws IOException {
        CsvFile file = CsvFile.open(Files.writeString(folder.resolve("it.csv"), csv));
        return CsvSchema.infer(file, CsvNames.of(file.header()), types);
    }
}
