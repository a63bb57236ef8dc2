package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BronzeArgumentsTest {

    @Test
    void shouldHaveDefaults() {
        BronzeOptions options = parse("--config landfall.yaml");
        assertThat(options.config()).isEqualTo(Path.of("landfall.yaml"));
        assertThat(options.environment()).isEmpty();
        assertThat(options.tables()).isEmpty();
        assertThat(options.mode()).isEqualTo(Mode.AVAILABLE_NOW);
        assertThat(options.interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.source()).isEqualTo(Kind.PARQUET);
        assertThat(options.maxFiles()).isEmpty();
        assertThat(options.explain()).isFalse();
    }

    @Test
    void shouldUseAutoLoaderOnDatabricks() {
        String[] args = {"--config", "landfall.yaml"};
        assertThat(BronzeArguments.INGEST.parse(args, true).source()).isEqualTo(Kind.AUTO_LOADER);
    }

    @Test
    void shouldTakeSeveralTablesAndSettings() {
        BronzeOptions options = parse("--config f --table a b --spark-conf x=1 y=a=b --table c --trigger continuous"
                + " --interval 500ms --env uat --explain");
        assertThat(options.tables()).containsExactly("a", "b", "c");
        assertThat(options.sparkConf()).isEqualTo(Map.of("x", "1", "y", "a=b"));
        assertThat(options.mode()).isEqualTo(Mode.CONTINUOUS);
        assertThat(options.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.environment()).contains("uat");
        assertThat(options.explain()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--env uat | --config is needed",
                "--config | --config needs a value",
                "--config f --table | --table needs a value",
                "--config f --tabel a | unknown option --tabel",
                "--config f --config g | --config is given twice",
                "--config f stray | unexpected: stray",
                "--config f --trigger sometimes | --trigger is available-now or continuous, not sometimes",
                "--config f --source csv | --source is auto-loader, parquet or listing, not csv",
                "--config f --interval 2 | --interval is a number with ms, s, m or h, such as 2s, not 2",
                "--config f --max-files 1001 | --max-files is a number from 1 to 1000, not 1001",
                "--config f --spark-conf secret | --spark-conf takes key=value",
            })
    void shouldSayWhatIsWrong(String line, String problem) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(BronzeException.class)
                .hasMessage(problem);
    }

    @Test
    void shouldGiveMaintenanceWhatAllProgramsTakeAndNothingOfStreams() {
        String common = "--config f --env uat --table a b --catalog c --warehouse w --landing-root l --checkpoints p"
                + " --source parquet --job-id 7 --spark-conf x=1 --explain";
        assertThat(BronzeArguments.MAINTENANCE.parse(common.split(" "), true))
                .isEqualTo(BronzeArguments.INGEST.parse(common.split(" "), true));
        for (String option : List.of("--trigger", "--interval", "--max-files")) {
            String[] args = {"--config", "f", option, "1"};
            assertThatThrownBy(() -> BronzeArguments.MAINTENANCE.parse(args, true))
                    .hasMessage("unknown option " + option);
            assertThat(BronzeArguments.INGEST.usage()).contains(option);
            assertThat(BronzeArguments.MAINTENANCE.usage()).doesNotContain(option);
        }
    }

    private static BronzeOptions parse(String line) {
        return BronzeArguments.INGEST.parse(line.split(" "), false);
    }
}
