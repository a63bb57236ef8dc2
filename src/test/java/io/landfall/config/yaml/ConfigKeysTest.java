package io.landfall.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.ReferencePlace;
import io.landfall.config.TestConfigs;
import io.landfall.config.Yaml;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.MapType;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.TextType;
import io.landfall.config.schema.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class ConfigKeysTest {
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
            processing.store = disk
            processing.properties
            landing.root !
            landing.roll_every = 60s
            landing.roll_at = 64MB
            landing.memory = 512MB
            landing.timeout = 3m
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
            tables.*.field_retention
            tables.*.compliance
            tables.*.ingest = continuous
            tables.*.batch_files = 1000
            tables.*.batch_bytes
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
    void shouldListEveryKeyThatReferencesMayStandUnder() {
        List<String> keys = new ArrayList<>();
        collectTexts("", RootKeys.SECTION, keys);

        assertThat(Arrays.stream(ReferencePlace.values()).map(ReferencePlace::keyPath))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    private static void collectTexts(String prefix, Section section, List<String> keys) {
        for (Key<?> key : section.keys()) {
            Type<?> type = key.type();
            boolean names = type instanceof MapType<?> map && map.value() instanceof TextType;
            if (type instanceof Section below) {
                collectTexts(prefix + key.name() + ".", below, keys);
            } else if (type instanceof MapType<?> map && map.value() instanceof Section below) {
                collectTexts(prefix + key.name() + ".*.", below, keys);
            } else if (names || type instanceof TextType || type instanceof KafkaProperties) {
                keys.add(prefix + key.name());
            }
        }
    }

    @Test
    void shouldFillInEveryDefault() {
        assertThat(Yaml.load(folder, Yaml.MINIMAL))
                .isEqualTo(TestConfigs.config()
                        .with(TestConfigs.table("bz_orders", "orders").build()));
    }

    @Test
    void shouldSayOfEveryKeyWhatItMeans() {
        assertThat(RootKeys.SECTION.keys())
                .allSatisfy(key -> assertThat(key.doc()).endsWith("."));
        assertThat(TableKeys.SECTION.keys())
                .allSatisfy(key -> assertThat(key.doc()).endsWith("."));
    }
}
