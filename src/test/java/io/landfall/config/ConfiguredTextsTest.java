package io.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.yaml.ConfigLoader;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredTextsTest {
    @TempDir
    Path folder;

    /** Each text has a reference of its own. */
    private LandfallConfig config() throws IOException {
        return ConfigLoader.load(
                Files.writeString(
                        folder.resolve("landfall.yaml"),
                        """
                        application: inventory
                        source_system: PG
                        kafka: { bootstrap_servers: "${env:A}", properties: { sasl.jaas.config: "${env:B}" } }
                        schema_registry: { url: "${env:C}", username: "${env:D}", password: "${env:E}" }
                        keys: { current: k1, ring: { k1: "${env:F}", k2: "${env:G}" } }
                        landing:
                          root: ${env:H}
                          s3: { endpoint: "${env:I}", access_key: "${env:J}", secret_key: "${env:K}", kms_key: "${env:L}" }
                        processing: { properties: { replication.factor: "${env:M}" } }
                        bronze: { checkpoints: "${env:N}" }
                        tables: { bz_orders: { topic: orders } }
                        """),
                Optional.empty());
    }

    private static void collect(Object value, List<Template> texts) throws ReflectiveOperationException {
        if (value instanceof Template text) {
            texts.add(text);
        } else if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                collect(optional.get(), texts);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Object entry : map.values()) {
                collect(entry, texts);
            }
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                collect(component.getAccessor().invoke(value), texts);
            }
        }
    }

    @Test
    void shouldNameAllTextsButTheBronzeJobs() throws Exception {
        LandfallConfig config = config();
        List<Template> all = new ArrayList<>();
        collect(config, all);
        all.remove(config.bronze().checkpoints());

        assertThat(all).hasSize(13);
        assertThat(ConfiguredTexts.of(config).values()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(ConfiguredTexts.of(config))
                .containsEntry("kafka.properties.sasl.jaas.config", new Template("${env:B}"))
                .containsEntry("keys.ring.k2", new Template("${env:G}"));
    }
}
