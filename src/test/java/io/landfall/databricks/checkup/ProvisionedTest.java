package io.landfall.databricks.checkup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.TableConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.doctor.DoctorCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionedTest {
    private static final Path TERRAFORM = Path.of("terraform/modules");

    @TempDir
    Path folder;

    private Provisioned provisioned(Optional<String> environment) throws IOException {
        return new Provisioned(ConfigLoader.load(
                Files.writeString(
                        folder.resolve("landfall.yaml"),
                        """
                        application: inventory
                        source_system: PG
                        environments: { uat: { bronze: { catalog: uat } } }
                        kafka: { bootstrap_servers: localhost:9092 }
                        schema_registry: { url: http://localhost:8081 }
                        landing: { root: s3://landing/app }
                        bronze: { schema: bronze }
                        tables:
                          bz_e: { topic: t, ingest: continuous }
                          bz_d: { topic: t, ingest: on_arrival }
                          bz_c: { topic: t, ingest: { daily: "02:30" } }
                          bz_b: { topic: t, ingest: { every: 2h } }
                          bz_a: { topic: t, ingest: { every: 15m } }
                          bz_f: { topic: t, ingest: { every: 15m } }
                        """),
                environment));
    }

    @Test
    void shouldExpectAJobPerCadence() throws IOException {
        assertThat(provisioned(Optional.of("uat")).jobs().entrySet())
                .extracting(job -> job.getKey() + " "
                        + job.getValue().stream().map(TableConfig::name).collect(Collectors.joining(",")))
                .containsExactly(
                        "inventory-uat-ingest-continuous bz_e",
                        "inventory-uat-ingest-daily_0230 bz_c",
                        "inventory-uat-ingest-every_15m bz_a,bz_f",
                        "inventory-uat-ingest-every_2h bz_b",
                        "inventory-uat-ingest-on_arrival_bz_d bz_d");
    }

    @Test
    void shouldNameWhatUnityCatalogHas() throws IOException {
        Provisioned names = provisioned(Optional.of("uat"));

        assertThat(List.of(
                        names.catalog(),
                        names.bronze(),
                        names.landing(),
                        names.externalLocation(),
                        names.maintenance(),
                        names.ledger()))
                .containsExactly(
                        "uat",
                        "uat.bronze",
                        "uat.bronze_landing",
                        "inventory-uat-landing",
                        "inventory-uat-maintenance",
                        "inventory-uat-ledger");
    }

    @Test
    void shouldNotGuessAnEnvironment() throws IOException {
        Provisioned names = provisioned(Optional.empty());

        assertThatThrownBy(names::jobs).isInstanceOf(DoctorCheck.NotNow.class).hasMessageContaining("--env");
    }

    /** Whoever changes a name in Terraform is to change it here. */
    @Test
    void shouldUseTerraformsNames() throws IOException {
        assertThat(Files.readString(TERRAFORM.resolve("databricks/main.tf")))
                .contains("\"${var.application}-${var.environment}\"", "\"${var.schema}_landing\"");
        assertThat(Files.readString(TERRAFORM.resolve("databricks/jobs.tf")))
                .contains(
                        "\"ingest-${key}\"",
                        "\"${local.name}-${each.value.name}\"",
                        "\"io.landfall.bronze.BronzeJob\"",
                        "name        = \"maintenance\"",
                        "name        = \"ledger\"",
                        "\"io.landfall.bronze.MaintenanceJob\"");
        assertThat(Files.readString(TERRAFORM.resolve("databricks/storage.tf")))
                .contains("name               = \"${local.name}-landing\"");
        String catalog = Files.readString(TERRAFORM.resolve("databricks/catalog.tf"));
        assertThat(Provisioned.OWN_VOLUMES).allMatch(volume -> catalog.matches("(?s).*\\n +" + volume + " += \".*"));
        assertThat(Files.readString(TERRAFORM.resolve("config/main.tf")))
                .contains(
                        "\"on_arrival_${name}\"",
                        "\"continuous\"",
                        "\"daily_${join(\"\", local.time_of_day[name])}\"",
                        "\"every_${local.minutes[name] / 60}h\"",
                        "\"every_${local.minutes[name]}m\"");
        assertThat(Files.readString(TERRAFORM.resolve("databricks/grants.tf")))
                .contains(
                        "[\"USE_CATALOG\"]",
                        "[\"USE_SCHEMA\", \"CREATE_TABLE\", \"SELECT\", \"MODIFY\"]",
                        "checkpoints = [\"READ_VOLUME\", \"WRITE_VOLUME\"]");
    }
}
