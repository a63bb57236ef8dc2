package io.landfall.config;

import io.landfall.config.yaml.ConfigKeysTest;
import java.time.Duration;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Configurations for tests: every default is the loader's, but for what a test says. Written out rather than loaded, so
 * that {@link ConfigKeysTest} can hold the loader to them.
 */
public final class TestConfigs {
    private TestConfigs() {}

    /** What {@link Yaml#MINIMAL} loads to, without its table. */
    public static Config config() {
        return new Config();
    }

    public static Table table(String name, String topic) {
        return new Table(name, topic);
    }

    /** A configuration in the making. */
    public static final class Config {
        private String sourceSystem = "PG";
        private String root = "s3://bucket/landfall";
        private String clusterId = "inventory";
        private BronzeConfig bronze = new BronzeConfig(
                "spark_catalog", "inventory", new Template("/Volumes/spark_catalog/inventory/checkpoints"));

        private Config() {}

        public Config sourceSystem(String name) {
            sourceSystem = name;
            return this;
        }

        public Config root(String text) {
            root = text;
            return this;
        }

        public Config clusterId(String id) {
            clusterId = id;
            return this;
        }

        public Config bronze(String catalog, String schema, String checkpoints) {
            bronze = new BronzeConfig(catalog, schema, new Template(checkpoints));
            return this;
        }

        public LandfallConfig with(TableConfig... tables) {
            Map<String, TableConfig> byName = new LinkedHashMap<>();
            for (TableConfig table : tables) {
                byName.put(table.name(), table);
            }
            return new LandfallConfig(
                    "inventory",
                    "",
                    sourceSystem,
                    new KafkaConfig(new Template("localhost:9092"), Map.of()),
                    new SchemaRegistryConfig(new Template("http://localhost:8081"), Optional.empty(), Optional.empty()),
                    new ProcessingConfig(
                            ProcessingConfig.Guarantee.EXACTLY_ONCE_V2,
                            1,
                            "/var/lib/landfall",
                            ProcessingConfig.StoreKind.DISK,
                            Map.of()),
                    new LandingConfig(
                            new Template(root),
                            Duration.ofSeconds(60),
                            64L << 20,
                            512L << 20,
                            Duration.ofMinutes(3),
                            LandingConfig.Compression.ZSTD,
                            new LandingConfig.S3Config(
                                    Optional.empty(),
                                    Optional.empty(),
                                    false,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty())),
                    new KeysConfig("default", Map.of("default", new Template("${env:LANDFALL_KEY}"))),
                    new ServiceConfig("0.0.0.0", 8080, clusterId, ServiceConfig.LogFormat.TEXT),
                    bronze,
                    byName);
        }
    }

    /** A table in the making. */
    public static final class Table {
        private final String name;
        private final String topic;
        private Optional<String> eventTime = Optional.empty();
        private Optional<DedupeConfig> dedupe = Optional.empty();
        private SourceConfig.Tombstones tombstones = SourceConfig.Tombstones.SKIP;
        private Optional<String> keyField = Optional.empty();
        private Map<String, PrivacyRule> privacy = Map.of();
        private QualityConfig quality = new QualityConfig(
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                new QualityConfig.Temporal(Optional.empty(), Optional.empty(), Map.of()),
                Map.of(),
                0);
        private List<String> clusterBy = List.of();
        private Optional<Period> retention = Optional.empty();
        private Map<String, Period> fieldRetention = Map.of();
        private List<String> compliance = List.of();
        private IngestConfig ingest = new IngestConfig.Continuous();
        private BatchConfig batch = new BatchConfig(1000, Optional.empty());
        private int generation = 1;

        private Table(String name, String topic) {
            this.name = name;
            this.topic = topic;
        }

        public Table eventTime(String field) {
            eventTime = Optional.of(field);
            return this;
        }

        public Table dedupe(DedupeConfig.By by, Duration within) {
            dedupe = Optional.of(new DedupeConfig(by, within));
            return this;
        }

        public Table tombstones(SourceConfig.Tombstones become) {
            tombstones = become;
            return this;
        }

        public Table keyField(Optional<String> field) {
            keyField = field;
            return this;
        }

        public Table privacy(Map<String, PrivacyRule> rules) {
            privacy = rules;
            return this;
        }

        public Table quality(QualityConfig good) {
            quality = good;
            return this;
        }

        public Table clusterBy(String... columns) {
            clusterBy = List.of(columns);
            return this;
        }

        public Table retention(Period period) {
            retention = Optional.of(period);
            return this;
        }

        public Table fieldRetention(Map<String, Period> periods) {
            fieldRetention = periods;
            return this;
        }

        public Table compliance(String... regulations) {
            compliance = List.of(regulations);
            return this;
        }

        public Table ingest(IngestConfig when) {
            ingest = when;
            return this;
        }

        public Table batch(int files, Optional<Long> bytes) {
            batch = new BatchConfig(files, bytes);
            return this;
        }

        public Table generation(int number) {
            generation = number;
            return this;
        }

        public TableConfig build() {
            return new TableConfig(
                    name,
                    new SourceConfig(topic, topic + "-value", eventTime, tombstones, keyField),
                    dedupe,
                    new PrivacyConfig(privacy),
                    quality,
                    new TableLandingConfig(Optional.empty(), generation),
                    new TableBronzeConfig(clusterBy, retention, fieldRetention, compliance, ingest, batch));
        }
    }
}
