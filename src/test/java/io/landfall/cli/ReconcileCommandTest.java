package io.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command does before it asks anybody. */
class ReconcileCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(
                folder.resolve("landfall.yaml"),
                """
                application: inventory
                source_system: PG
                kafka: { bootstrap_servers: localhost:9092 }
                schema_registry: { url: http://localhost:8081 }
                landing: { root: s3://bucket/landfall, s3: { region: eu-central-1 } }
                tables: { bz_orders: { topic: orders } }
                """);
    }

    private int run(String... arguments) {
        return Landfall.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void shouldEndWithTwoWhereItIsCalledInAWrongWay() {
        String file = config.toString();
        assertThat(run("reconcile")).isEqualTo(2);
        assertThat(run("reconcile", "--config", "nowhere.yaml")).isEqualTo(2);
        assertThat(run("reconcile", "--config", file, "--table", "bz_order")).isEqualTo(2);
        assertThat(run("reconcile", "--config", file, "--bronze", "a", "--warehouse-id", "b"))
                .isEqualTo(2);
        assertThat(run("reconcile", "--config", file, "--bronze", "gs://a/b")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "no table bz_order in the configuration; it has bz_orders",
                        "--bronze",
                        "--bronze takes a folder, or s3://bucket/prefix")
                .doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldExplainItselfWithExamplesAndExitCodes() {
        assertThat(run("reconcile", "--help")).isZero();
        assertThat(out.toString())
                .contains("--bronze", "--warehouse-id", "--trimmed", "--complete", "--json", "Examples:")
                .contains("1   something is wrong, or could not be checked");
    }
}
