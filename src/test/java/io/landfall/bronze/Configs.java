package io.landfall.bronze;

import io.landfall.config.BronzeConfig;
import io.landfall.config.IngestConfig;
import io.landfall.config.KafkaConfig;
import io.landfall.config.KeysConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.LandingConfig;
import io.landfall.config.ProcessingConfig;
import io.landfall.config.QualityConfig;
import io.landfall.config.SchemaRegistryConfig;
import io.landfall.config.ServiceConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.Text;
import java.time.Duration;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations for tests. */
final class Configs {
    private Configs() {}

    static LandfallConfig of(String root, String checkpoints, String catalog, TableConfig... tables) {
        Map<String, TableConfig> byName = new LinkedHashMap<>();
        for (TableConfig table : tables) {
            byName.put(table.name(), table);
        }
        return new LandfallConfig(
                "inventory",
                "",
                "PostgreSQL_DE",
                new KafkaConfig(new Text("localhost:9092"), Map.of()),
                new SchemaRegistryConfig(new Text("http://localhost"), Optional.empty(), Optional.empty()),
                new ProcessingConfig(
                        ProcessingConfig.Guarantee.EXACTLY_ONCE_V2,
                        1,
                        "state",
                        ProcessingConfig.StoreKind.MEMORY,
                        Map.of()),
                new LandingConfig(
                        new Text(root),
                        Duration.ofSeconds(1),
                        1 << 20,
                        1 << 24,
                        LandingConfig.Compression.ZSTD,
                        new LandingConfig.S3Config(
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                new KeysConfig("", Map.of()),
                new ServiceConfig("localhost", 0, "test", ServiceConfig.LogFormat.TEXT),
                new BronzeConfig(catalog, "inventory_bronze", new Text(checkpoints)),
                byName);
    }

    static TableConfig table(String name, String... clusterBy) {
        return new TableConfig(
                name,
                "inventory." + name,
                "inventory." + name + "-value",
                Optional.empty(),
                Optional.empty(),
                TableConfig.Tombstones.SKIP,
                Optional.empty(),
                Map.of(),
                new QualityConfig(
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        new QualityConfig.Temporal(Optional.empty(), Optional.empty(), Map.of()),
                        Map.of(),
                        0),
                List.of(clusterBy),
                Optional.of(Period.ofYears(7)),
                new IngestConfig.Continuous(),
                Optional.empty(),
                1);
    }
}
