package io.landfall.local.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|BOOLEAN",
                "false|BOOLEAN",
                "0|LONG DECIMAL:0 DOUBLE",
                "-7|LONG DECIMAL:0 DOUBLE",
                "9223372036854775807|LONG DECIMAL:0",
                "-9223372036854775808|LONG DECIMAL:0",
                "9223372036854775808|DECIMAL:0",
                "89490200001234567890|DECIMAL:0",
                "12345678901234567|LONG DECIMAL:0",
                "0.5|DECIMAL:1 DOUBLE",
                "-0.25|DECIMAL:2 DOUBLE",
                "1.10|DECIMAL:2",
                "7.0|DECIMAL:1",
                "0.00|DECIMAL:2",
                "0.30000000000000004|DECIMAL:17 DOUBLE",
                "0.30000000000000001|DECIMAL:17",
                "2026-01-31|DATE",
                "2024-02-29|DATE",
                "9999-12-31|DATE",
                "2026-01-31 23:59|TIMESTAMP:uuuu-MM-dd HH:mm",
                "2026-01-31T23:59:01|TIMESTAMP:uuuu-MM-dd'T'HH:mm:ss",
                "2026-01-31T23:59:01.120Z|TIMESTAMP:uuuu-MM-dd'T'HH:mm:ss.SSS'Z'",
                "2026-01-31 00:00:00.123456|TIMESTAMP:uuuu-MM-dd HH:mm:ss.SSSSSS",
            })
    void shouldHaveANotationInTypesThatGiveTheTextBack(String text, String types) {
        assertThat(typesOf(text)).isEqualTo(types);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " 1",
                "1 ",
                "1\n",
                "+1",
                "-0",
                "-0.0",
                "-0.00",
                "007",
                "00.5",
                ".5",
                "5.",
                "1E5",
                "2e3",
                "12e3",
                "1e400",
                "1,5",
                "1.000,00",
                "1,000",
                "1 000",
                "1_000",
                "0x1F",
                "1L",
                "1d",
                "1f",
                "NaN",
                "Infinity",
                "-Infinity",
                "1.2.3",
                "\u0661\u0662",
                "\uff11",
                "TRUE",
                "True",
                "FALSE",
                "yes",
                "t",
                "2024-02-30",
                "2023-02-29",
                "2026-1-31",
                "31.01.2026",
                "05/02/2024",
                "0001-01-01",
                "1582-10-15",
                "+12026-01-31",
                "-2026-01-31",
                "2024-02-30 10:00:00",
                "2023-02-29 24:00:00",
                "2026-01-31 24:00",
                "2026-01-31 23:59:60",
                "05/02/2024 10:00",
                "2026-01-31 10",
                "2026-01-31  10:00",
                "2026-01-31t10:00",
                "2026-01-31T10:00z",
                "2026-01-31 10:00 UTC",
                "2026-01-31T10:00:00+02:00",
                "2026-01-31T10:00:00+00:00",
                "2026-01-31T10:00:00.1234567",
                "2026-01-31T10:00:00,123",
                "2026-01-31T10:00:00.",
                "10:00",
                "2026-W05",
                "0001-01-01 00:00:00",
                "100000000000000000000000000000000000000",
                "0.000000000000000000000000000000000000001",
                "NULL"
            })
    void shouldStayTextWhereSomethingWouldBeLost(String text) {
        assertThat(typesOf(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|an empty cell in quotes",
                "` 7`|white space before or after the value",
                "007|a number with leading zeros",
                "+7|a number with a plus sign",
                "1E5|a number with an exponent, or a code that looks like one",
                "89490200001234567890|a whole number of more than 64 bits",
                "1,5|a number with a decimal comma, or grouped digits",
                ".5|a number in a notation that would be lost",
                "N/A|a word for no value",
                "NaN|NaN or infinity",
                "TRUE|a truth value other than true and false",
                "2026-01-31T10:00+02:00|a time with an offset",
                "2024-02-30|a date or time that is not ISO 8601, or does not exist",
                "05/02/2024 10:00|a date or time that is not ISO 8601, or does not exist",
                "1.10|a number with 2 decimal places",
                "2026-01-31|a date",
                "Ann|text",
            })
    void shouldTellAFormWithoutItsContent(String text, String form) {
        assertThat(CsvForm.of(text)).isEqualTo(form);
    }

    private static String typesOf(String text) {
        return Arrays.stream(CsvType.values())
                .filter(type -> type != CsvType.STRING)
                .flatMap(type ->
                        type.notation(text).stream().map(notation -> type + (notation.isEmpty() ? "" : ":" + notation)))
                .collect(Collectors.joining(" "));
    }
}
