package io.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command does before it asks anybody. */
class ReconcileCommandTest {
    @TempDir
    Path folder;

    private final Console console = new Console();
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

    @Test
    void shouldEndWithTwoWhereItIsCalledInAWrongWay() {
        String file = config.toString();
        assertThat(console.run("reconcile")).isEqualTo(2);
        assertThat(console.run("reconcile", "--config", "nowhere.yaml")).isEqualTo(2);
        assertThat(console.run("reconcile", "--config", file, "--table", "bz_order"))
                .isEqualTo(2);
        assertThat(console.run("reconcile", "--config", file, "--bronze", "a", "--warehouse-id", "b"))
                .isEqualTo(2);
        assertThat(console.run("reconcile", "--config", file, "--bronze", "gs://a/b"))
                .isEqualTo(2);
        assertThat(console.err())
                .contains(
                        "no table bz_order in the configuration; it has bz_orders",
                        "--bronze",
                        "--bronze takes a folder, or s3://bucket/prefix")
                .doesNotContain("Exception");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void shouldExplainItselfWithExamplesAndExitCodes() {
        assertThat(console.run("reconcile", "--help")).isZero();
        assertThat(console.out())
                .contains("--bronze", "--warehouse-id", "--trimmed", "--complete", "--json", "Examples:")
                .contains("1   something is wrong, or could not be checked");
    }
}
