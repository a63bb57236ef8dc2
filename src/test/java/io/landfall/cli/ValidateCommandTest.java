package io.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return run(Landfall.commandLine(), arguments);
    }

    private int run(CommandLine command, String... arguments) {
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Test
    void shouldSayThatAFileIsValid() {
        assertThat(run("validate", "--config", EXAMPLE, "--env", "production")).isZero();
        assertThat(out).hasToString(EXAMPLE + ": valid (3 tables, environment production)" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uat", "production"})
    void shouldAcceptTheInventoryExampleInEachOfItsEnvironments(String environment) {
        assertThat(run("validate", "--config", INVENTORY, "--env", environment)).isZero();
        assertThat(out)
                .hasToString(
                        INVENTORY + ": valid (10 tables, environment " + environment + ")" + System.lineSeparator());
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

        assertThat(run("validate", "-c", file.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        file + ":11:7  tables.bz_orders.dedupe.withn  unknown key; did you mean 'within'? expected by, "
                                + "within",
                        file + ":12:5  tables.bz_orders.zorder_by  retired key: Delta cannot both Z-order a table "
                                + "and cluster it, and clustering keeps up with what is written; expected "
                                + "cluster_by: [a]");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldShowTheConfigurationInEffectSoThatItValidatesAgain() throws IOException {
        assertThat(run("validate", "-c", EXAMPLE, "-e", "production", "--show")).isZero();
        assertThat(out.toString())
                .contains("root: s3://acme-prod-landing/landfall", "sasl.jaas.config: ${databricks:kafka/jaas}")
                .contains("guarantee: exactly_once_v2");

        Path shown = Files.writeString(folder.resolve("shown.yaml"), out.toString());
        assertThat(run("validate", "-c", shown.toString())).isZero();
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

        assertThat(run("validate", "-c", file.toString(), "--show")).isZero();
        assertThat(out.toString()).contains("password: '***'").doesNotContain("hunter2");
    }

    @Test
    void shouldReportAFileThatIsNotThere() {
        assertThat(run("validate", "--config", "nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("nowhere.yaml  no such file" + System.lineSeparator());
    }

    @Test
    void shouldEndWithTwoWhereItIsCalledInAWrongWay() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("validate")).isEqualTo(2);
        assertThat(run("validate", "--config", EXAMPLE, "--nope")).isEqualTo(2);
        assertThat(run("vaildate")).isEqualTo(2);
        assertThat(err.toString()).contains("a subcommand is missing", "--config", "--nope", "vaildate");
    }

    @Test
    void shouldExplainItselfWithExamplesAndExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(run("validate", "--help")).isZero();
        assertThat(out.toString())
                .contains("validate", "Examples:", "--env production", "Exit codes:", "--show")
                .contains("2   bad usage");
    }

    @Test
    void shouldSayItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("landfall ");
    }

    @Test
    void shouldTurnFailuresIntoAMessageAndOne() {
        CommandLine command = Landfall.commandLine().addSubcommand(new Failing());

        assertThat(run(command, "fail")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("landfall: IllegalStateException: no broker" + System.lineSeparator());
    }

    @CommandLine.Command(name = "fail")
    private static final class Failing implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException("no broker");
        }
    }
}
