package io.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ValidateCommandTest {
    private static final String EXAMPLE = "src/examples/orders/landfall.yaml";
    private static final String INVENTORY = "src/examples/inventory/landfall.yaml";

    @TempDir
    Path folder;

    private final Console console = new Console();

    @Test
    void shouldSayThatAFileIsValid() {
        assertThat(console.run("validate", "--config", EXAMPLE, "--env", "production"))
                .isZero();
        assertThat(console.out())
                .isEqualTo(EXAMPLE + ": valid (3 tables, environment production)" + System.lineSeparator());
        assertThat(console.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uat", "production"})
    void shouldAcceptTheInventoryExampleInEachOfItsEnvironments(String environment) {
        assertThat(console.run("validate", "--config", INVENTORY, "--env", environment))
                .isZero();
        assertThat(console.out())
                .isEqualTo(INVENTORY + ": valid (10 tables, environment " + environment + ")" + System.lineSeparator());
    }

    @Test
    void shouldPrintEveryProblemWithItsPlaceAndEndWithTwo() throws IOException {
        Path file = Files.writeString(
                folder.resolve("landfall.yaml"),
                """
                application: inventory
                source_system: PG
                kafka: { bootstrap_servers: localhost:9092 }
                schema_registry: { url: http://localhost:8081 }
                landing: { root: s3://bucket/landfall }
                tables:
                  bz_orders:
                    topic: orders
                    dedupe:
                      by: key
                      withn: 24h
                    zorder_by: [a]
                """);

        assertThat(console.run("validate", "-c", file.toString())).isEqualTo(2);
        assertThat(console.err().lines())
                .containsExactly(
                        file + ":11:7  tables.bz_orders.dedupe.withn  unknown key; did you mean 'within'? expected by, "
                                + "within",
                        file + ":12:5  tables.bz_orders.zorder_by  retired key: Delta cannot both Z-order a table "
                                + "and cluster it, and clustering keeps up with what is written; expected "
                                + "cluster_by: [a]");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void shouldSayWhereABusinessRuleGoesWrong() throws IOException {
        String example = Files.readString(Path.of(INVENTORY));
        long line = example.lines()
                        .takeWhile(text -> !text.contains("total_adds_up"))
                        .count()
                + 1;
        Path file = folder.resolve("landfall.yaml");
        Files.writeString(file, example.replace("line_total == unit_price", "line_total = unit_price"));

        assertThat(console.run("validate", "-c", file.toString(), "-e", "uat")).isEqualTo(2);
        assertThat(console.err().lines())
                .containsExactly(file + ":" + line + ":31  tables.bz_order_details.quality.rules.total_adds_up  "
                        + "at character 12: '=' is not understood; expected ==");
    }

    @Test
    void shouldShowTheConfigurationInEffectSoThatItValidatesAgain() throws IOException {
        assertThat(console.run("validate", "-c", EXAMPLE, "-e", "production", "--show"))
                .isZero();
        assertThat(console.out())
                .contains("root: s3://acme-prod-landing/landfall", "sasl.jaas.config: ${databricks:kafka/jaas}")
                .contains("guarantee: exactly_once_v2");

        Path shown = Files.writeString(folder.resolve("shown.yaml"), console.out());
        assertThat(console.run("validate", "-c", shown.toString())).isZero();
    }

    @Test
    void shouldNotShowLiteralSecrets() throws IOException {
        Path file = Files.writeString(
                folder.resolve("landfall.yaml"),
                """
                application: inventory
                source_system: PG
                kafka: { bootstrap_servers: "localhost:9092", properties: { sasl.jaas.config: "x.Y required password=hunter2;" } }
                schema_registry: { url: http://localhost:8081, username: u, password: hunter2 }
                landing: { root: s3://bucket/landfall }
                tables: { bz_orders: { topic: orders } }
                """);

        assertThat(console.run("validate", "-c", file.toString(), "--show")).isZero();
        assertThat(console.out()).contains("password: '***'").doesNotContain("hunter2");
    }

    @Test
    void shouldReportAFileThatIsNotThere() {
        assertThat(console.run("validate", "--config", "nowhere.yaml")).isEqualTo(2);
        assertThat(console.err()).isEqualTo("nowhere.yaml  no such file" + System.lineSeparator());
    }

    @Test
    void shouldEndWithTwoWhereItIsCalledInAWrongWay() {
        assertThat(console.run()).isEqualTo(2);
        assertThat(console.run("validate")).isEqualTo(2);
        assertThat(console.run("validate", "--config", EXAMPLE, "--nope")).isEqualTo(2);
        assertThat(console.run("vaildate")).isEqualTo(2);
        assertThat(console.err()).contains("a subcommand is missing", "--config", "--nope", "vaildate");
    }

    @Test
    void shouldExplainItselfWithExamplesAndExitCodes() {
        assertThat(console.run("--help")).isZero();
        assertThat(console.run("validate", "--help")).isZero();
        assertThat(console.out())
                .contains("validate", "Examples:", "--env production", "Exit codes:", "--show")
                .contains("2   bad usage");
    }

    @Test
    void shouldSayItsVersion() {
        assertThat(console.run("--version")).isZero();
        assertThat(console.out()).startsWith("landfall ");
    }

    @Test
    void shouldTurnFailuresIntoAMessageAndOne() {
        CommandLine command = Landfall.commandLine().addSubcommand(new Failing());

        assertThat(console.run(command, "fail")).isEqualTo(1);
        assertThat(console.err()).isEqualTo("landfall: IllegalStateException: no broker" + System.lineSeparator());
    }

    @CommandLine.Command(name = "fail")
    private static final class Failing implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException("no broker");
        }
    }
}
