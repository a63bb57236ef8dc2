package io.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigKeysTest {
    /** Adding a line is a new feature; changing or removing one breaks somebody's file. */
    private static final String KEYS =
            """
            application !
            source_system !
            environments
            kafka.bootstrap_servers !
            kafka.properties
            schema_registry.url !
            schema_registry.username
            schema_registry.password
            processing.guarantee = exactly_once_v2
            processing.threads = 1
            processing.state_dir = /var/lib/landfall
            processing.store = rocksdb
            processing.properties
            landing.root !
            landing.roll_every = 60s
            landing.roll_at = 64MB
            landing.memory = 512MB
            landing.compression = zstd
            landing.s3.endpoint
            landing.s3.region
            landing.s3.path_style = false
            landing.s3.access_key
            landing.s3.secret_key
            landing.s3.kms_key
            keys.current = default
            keys.ring = {default=${env:LANDFALL_KEY}}
            service.host = 0.0.0.0
            service.port = 8080
            service.cluster_id
            service.log_format = text
            bronze.catalog = spark_catalog
            bronze.schema
            bronze.checkpoints
            tables !
            tables.*.topic !
            tables.*.subject
            tables.*.event_time
            tables.*.dedupe
            tables.*.tombstones = skip
            tables.*.key_field
            tables.*.privacy
            tables.*.quality.required
            tables.*.quality.allowed
            tables.*.quality.patterns
            tables.*.quality.ranges
            tables.*.quality.temporal.max_future
            tables.*.quality.temporal.max_age
            tables.*.quality.temporal.order
            tables.*.quality.rules
            tables.*.quality.quarantine_below = 0
            tables.*.cluster_by
            tables.*.retention
            tables.*.ingest = continuous
            tables.*.roll_every
            tables.*.generation = 1
            """;

    @TempDir
    Path folder;

    @Test
    void shouldKeepEveryKeyAndItsDefault() {
        List<String> keys = new ArrayList<>();
        collect("", RootKeys.SECTION, keys);
        keys.add("");

        assertThat(String.join("\n", keys)).isEqualTo(KEYS);
    }

    private static void collect(String prefix, Section section, List<String> keys) {
        for (Key<?> key : section.keys()) {
            String path = prefix + key.name();
            if (key.type() instanceof Section below) {
                collect(path + ".", below, keys);
                continue;
            }
            String fallback = key.fallbackDoc().map(value -> " = " + value).orElse("");
            keys.add(path + (key.required() ? " !" : "") + fallback);
            if (key.type() instanceof MapType<?> map && map.value() instanceof Section below) {
                collect(path + ".*.", below, keys);
            }
        }
    }

    @Test
    void shouldFillInEveryDefault() {
        LandfallConfig config = Yaml.load(folder, Yaml.MINIMAL);

        assertThat(config)
                .isEqualTo(new LandfallConfig(
                        "inventory",
                        "",
                        "PG",
                        new KafkaConfig(new Text("localhost:9092"), Map.of()),
                        new SchemaRegistryConfig(new Text("http://localhost:8081"), Optional.empty(), Optional.empty()),
                        new ProcessingConfig(
                                ProcessingConfig.Guarantee.EXACTLY_ONCE_V2,
                                1,
                                "/var/lib/landfall",
                                ProcessingConfig.StoreKind.ROCKSDB,
                                Map.of()),
                        new LandingConfig(
                                new Text("s3://bucket/landfall"),
                                Duration.ofSeconds(60),
                                64L << 20,
                                512L << 20,
                                LandingConfig.Compression.ZSTD,
                                new LandingConfig.S3Config(
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())),
                        new KeysConfig("default", Map.of("default", new Text("${env:LANDFALL_KEY}"))),
                        new ServiceConfig("0.0.0.0", 8080, "inventory", ServiceConfig.LogFormat.TEXT),
                        new BronzeConfig(
                                "spark_catalog", "inventory", new Text("/Volumes/spark_catalog/inventory/checkpoints")),
                        Map.of(
                                "bz_orders",
                                new TableConfig(
                                        "bz_orders",
                                        "orders",
                                        "orders-value",
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
                                                new QualityConfig.Temporal(
                                                        Optional.empty(), Optional.empty(), Map.of()),
                                                Map.of(),
                                                0),
                                        List.of(),
                                        Optional.empty(),
                                        new IngestConfig.Continuous(),
                                        Optional.empty(),
                                        1))));
    }

    @Test
    void shouldSayOfEveryKeyWhatItMeans() {
        assertThat(RootKeys.SECTION.keys())
                .allSatisfy(key -> assertThat(key.doc()).endsWith("."));
        assertThat(TableKeys.SECTION.keys())
                .allSatisfy(key -> assertThat(key.doc()).endsWith("."));
    }
}
