package io.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landfall.config.yaml.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files to load in tests. */
public final class Yaml {
    /** Everything that has no default, in its first eight lines; tables last, to append to. */
    public static final String MINIMAL =
            """
            application: inventory
            source_system: PG
            kafka: { bootstrap_servers: localhost:9092 }
            schema_registry: { url: http://localhost:8081 }
            landing: { root: s3://bucket/landfall }
            tables:
              bz_orders:
                topic: orders
            """;

    public static final String GUIDE =
            """
            application: inventory
            source_system: PostgreSQL_DE
            environments:                      # landfall run --env production: a partial document, merged over the rest
              uat:        { landing: { root: s3://acme-uat-landing/landfall },  bronze: { catalog: uat } }
              production: { landing: { root: s3://acme-prod-landing/landfall }, bronze: { catalog: prod } }
            kafka:
              bootstrap_servers: ${env:KAFKA_BOOTSTRAP_SERVERS}
              properties: { security.protocol: SASL_SSL, sasl.jaas.config: "${databricks:kafka/jaas}" }
            schema_registry: { url: "${env:SCHEMA_REGISTRY_URL}" }
            landing: { roll_every: 60s, roll_at: 64MB, memory: 512MB }   # root: from the environment
            bronze: { schema: inventory_bronze }                         # catalog: from the environment
            tables:
              bz_orders:
                topic: inventory.tests.orders
                event_time: order_date
                dedupe: { by: [order_id, updated_at], within: 24h }
                privacy: { customer_name: tokenize, email: encrypt_email, contact_number: { mask: partial } }
                quality:
                  required: [order_id, customer_id]
                  ranges: { quantity: [0, 10000] }
                  patterns: { email: email }
                  rules: { total_adds_up: "amount == unit_price * quantity" }
                  quarantine_below: 40
                cluster_by: [customer_id, order_date]
                retention: 7y
                ingest: { every: 15m }          # or: continuous
            """;

    public static final Path EXAMPLE = Path.of("src/examples/orders/landfall.yaml");

    private Yaml() {}

    public static LandfallConfig load(Path folder, String yaml) {
        return load(folder, yaml, Optional.empty());
    }

    public static LandfallConfig load(Path folder, String yaml, Optional<String> environment) {
        return ConfigLoader.load(write(folder, yaml), environment);
    }

    /** The table of a minimal file with some more lines, which are indented as a table's keys are. */
    public static TableConfig table(Path folder, String lines) {
        return load(folder, withTable(lines)).tables().get("bz_orders");
    }

    public static String withTable(String lines) {
        return MINIMAL + lines.stripTrailing().indent(4);
    }

    public static List<String> problems(Path folder, String yaml) {
        return problems(folder, yaml, Optional.empty());
    }

    /** Each problem as {@code line:column path  wrong; expected}. */
    public static List<String> problems(Path folder, String yaml, Optional<String> environment) {
        Path file = write(folder, yaml);
        ConfigException exception =
                catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file, environment));
        assertThat(exception).as("a problem in:%n%s", yaml).isNotNull();
        return exception.problems().stream()
                .map(problem -> problem.toString().replace(file + ":", ""))
                .toList();
    }

    private static Path write(Path folder, String yaml) {
        try {
            return Files.writeString(folder.resolve("landfall.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
