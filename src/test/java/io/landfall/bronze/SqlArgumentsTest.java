package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.bronze.plan.BronzeException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlArgumentsTest {
    private static final ArgumentParser<SqlArguments> PARSER = new ArgumentParser<>(SqlArguments::new);

    @Test
    void shouldTakeAQueryAsItIs() {
        String[] args = {"--config", "f", "SELECT 'a' -- \"b\"", "--warehouse", "w", "--env", "uat"};
        SqlArguments arguments = PARSER.parse(args).orElseThrow();
        assertThat(arguments.query()).isEqualTo("SELECT 'a' -- \"b\"");
        assertThat(arguments.config()).isEqualTo(Path.of("f"));
        assertThat(arguments.warehouse()).isEqualTo("w");
        assertThat(arguments.environment()).contains("uat");
        assertThat(arguments.rows()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--config f --warehouse w | \"SELECT …\" is needed",
                "--config f q | --warehouse is needed",
                "--config f --warehouse w select two | unexpected: two",
                "--config f --warehouse w --rows many q | --rows is a number, not many",
                "--config f --warehouse w --table a | unknown option --table",
            })
    void shouldSayWhatIsWrong(String line, String problem) {
        assertThatThrownBy(() -> PARSER.parse(line.split(" ")))
                .isInstanceOf(BronzeException.class)
                .hasMessage(problem);
    }
}
