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
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(BronzeArguments.INGEST.parse(args, true).orElseThrow().source())
                .isEqualTo(Kind.AUTO_LOADER);
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
                "--config f --table --tabel a | unknown option --tabel",
                "--config --cnofig | unknown option --cnofig",
                "--config --env uat | --config needs a value",
                "--config f --explain --explain | --explain is given twice",
                "--config f --explain=often | --explain has a value that cannot be used",
                "--config f --max-files many | --max-files is a number from 1 to 1000, not many",
            })
    void shouldSayWhatIsWrong(String line, String problem) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(BronzeException.class)
                .hasMessage(problem);
    }

    @Test
    void shouldTakeWhatTerraformPasses() {
        String common = "--config /Volumes/prod/bronze/config/landfall.yaml --env production --source auto-loader"
                + " --landing-root /Volumes/prod/bronze/landing --job-id 123";
        BronzeOptions ingest = BronzeArguments.INGEST
                .parse((common + " --table a --trigger continuous --checkpoints /Volumes/c").split(" "), true)
                .orElseThrow();
        assertThat(ingest.tables()).containsExactly("a");
        assertThat(ingest.mode()).isEqualTo(Mode.CONTINUOUS);
        assertThat(ingest.landingRoot()).contains("/Volumes/prod/bronze/landing");
        assertThat(ingest.checkpoints()).contains("/Volumes/c");
        assertThat(ingest.jobId()).contains("123");
        BronzeOptions ledger = BronzeArguments.MAINTENANCE
                .parse((common + " --ledger").split(" "), true)
                .orElseThrow();
        assertThat(ledger.ledgerOnly()).isTrue();
        assertThat(ledger.source()).isEqualTo(Kind.AUTO_LOADER);
    }

    @Test
    void shouldTakeValuesAsTheyAre() {
        BronzeOptions options = parse("--config @landfall.yaml --env \"a\" --catalog= --spark-conf a=@b,c x=$HOME=1");
        assertThat(options.config()).isEqualTo(Path.of("@landfall.yaml"));
        assertThat(options.environment()).contains("\"a\"");
        assertThat(options.catalog()).contains("");
        assertThat(options.sparkConf()).isEqualTo(Map.of("a", "@b,c", "x", "$HOME=1"));
    }

    @Test
    void shouldNotRepeatWhatMayBeASecret() {
        assertThatThrownBy(() -> parse("--config f --spark-cnf fs.s3a.secret.key=hush"))
                .hasMessage("unknown option --spark-cnf");
        assertThatThrownBy(() -> parse("--config f --spark-cnf=fs.s3a.secret.key=hush"))
                .hasMessage("unknown option --spark-cnf");
        assertThatThrownBy(() -> parse("--config f --explain=hush"))
                .hasMessageNotContaining("hush")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--config f --help"})
    void shouldGiveHelpInsteadOfOptions(String line) {
        assertThat(BronzeArguments.INGEST.parse(line.split(" "), false)).isEmpty();
        assertThat(BronzeArguments.MAINTENANCE.parse(line.split(" "), true)).isEmpty();
    }

    @Test
    void shouldExplainEachOptionInItsHelp() {
        assertThat(BronzeArguments.INGEST.help())
                .contains("--trigger", "Default: available-now.", "from 1 to 1000", "Examples:", "Exit codes")
                .doesNotContain("--ledger", "${");
        assertThat(BronzeArguments.MAINTENANCE.help())
                .contains("--ledger", "Examples:")
                .doesNotContain("--trigger", "${");
    }

    @Test
    void shouldKeepItsExamplesTrue() {
        for (BronzeArguments program : List.of(BronzeArguments.INGEST, BronzeArguments.MAINTENANCE)) {
            String joined = program.help().replaceAll("\\\\\\s+", "");
            List<String> examples = joined.lines()
                    .map(String::strip)
                    .filter(line -> line.matches("--config \\S+\\.yaml .*"))
                    .toList();
            assertThat(examples).hasSizeGreaterThan(2).allSatisfy(line -> assertThat(
                            program.parse(line.split(" "), true))
                    .isPresent());
        }
    }

    @Test
    void shouldGiveMaintenanceWhatAllProgramsTakeAndNothingOfStreams() {
        String common = "--config f --env uat --table a b --catalog c --warehouse w --landing-root l --checkpoints p"
                + " --source parquet --job-id 7 --spark-conf x=1 --explain";
        assertThat(BronzeArguments.MAINTENANCE.parse(common.split(" "), true).orElseThrow())
                .isEqualTo(BronzeArguments.INGEST.parse(common.split(" "), true).orElseThrow());
        for (String option : List.of("--trigger", "--interval", "--max-files")) {
            String[] args = {"--config", "f", option, "1"};
            assertThatThrownBy(() -> BronzeArguments.MAINTENANCE.parse(args, true))
                    .hasMessage("unknown option " + option);
            assertThat(BronzeArguments.INGEST.usage()).contains(option);
            assertThat(BronzeArguments.MAINTENANCE.usage()).doesNotContain(option);
        }
    }

    private static BronzeOptions parse(String line) {
        return BronzeArguments.INGEST.parse(line.split(" "), false).orElseThrow();
    }
}
