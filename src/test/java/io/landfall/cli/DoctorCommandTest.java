package io.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command does without anybody to ask. */
class DoctorCommandTest {
    @TempDir
    Path folder;

    private final Console console = new Console();
    private String config;

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(
                        folder.resolve("landfall.yaml"),
                        """
                        application: inventory
                        source_system: PG
                        kafka: { bootstrap_servers: "127.0.0.1:1" }
                        schema_registry: { url: "http://127.0.0.1:1" }
                        keys: { current: k1, ring: { k1: "${file:%1$s/key}" } }
                        landing: { root: "file://%1$s/landing" }
                        tables: { bz_orders: { topic: orders } }
                        """
                                .formatted(folder))
                .toString();
    }

    @Test
    void shouldEndWithTwoWhereItIsCalledInAWrongWay() {
        assertThat(console.run("doctor")).isEqualTo(2);
        assertThat(console.run("doctor", "--config", config, "--only", "kafka,moon"))
                .isEqualTo(2);
        assertThat(console.run("doctor", "--config", config, "--timeout", "soon"))
                .isEqualTo(2);
        assertThat(console.err()).contains("moon", "'soon' is no time such as 500ms, 10s or 2m");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void shouldExplainItselfWithExamplesAndExitCodes() {
        assertThat(console.run("doctor", "--help")).isZero();
        assertThat(console.out())
                .contains("--only", "--timeout", "--warehouse-id", "--json", "Examples:")
                .contains("0   nothing failed; there may be warnings", "1   something failed");
    }

    @Test
    void shouldEndWithOneAndNameAllProblemsOfAFileThatCannotBeUsed() throws IOException {
        Files.writeString(Path.of(config), "application: inventory\nkafcka: {}\n");

        assertThat(console.run("doctor", "--config", config)).isEqualTo(1);
        assertThat(console.out())
                .contains("FAIL    configuration/file", "kafcka", "did you mean 'kafka'", "source_system")
                .contains("skipped kafka/brokers", "needs configuration/file, which failed");
    }

    @Test
    void shouldLookAtTheGroupsThatWereAskedForOnly() {
        assertThat(console.run("doctor", "--config", config, "--only", "landing"))
                .isZero();
        assertThat(console.out())
                .contains("ok      landing/create-only", "ok      configuration/file")
                .doesNotContain("kafka/", "registry/", "databricks/", "configuration/references");
    }

    @Test
    void shouldSayWhatIsNotThere() throws IOException {
        assertThat(console.run("doctor", "--config", config, "--only", "configuration,registry"))
                .isEqualTo(1);
        assertThat(console.out())
                .contains("FAIL    configuration/references  keys.ring.k1", "${file:" + folder + "/key}")
                .contains("FAIL    registry/server", "skipped registry/subjects");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0s", "-1s", "10h", "1.5s", "s"})
    void shouldNotTakeOtherTimes(String text) {
        assertThatThrownBy(() -> new TimeConverter().convert(text))
                .isInstanceOf(CommandLine.TypeConversionException.class);
    }

    @Test
    void shouldTakeTimesAsTheFileHasThem() {
        assertThat(new TimeConverter().convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(new TimeConverter().convert("10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(new TimeConverter().convert("2m")).isEqualTo(Duration.ofMinutes(2));
    }
}
