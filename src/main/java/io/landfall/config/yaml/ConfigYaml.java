package io.landfall.config.yaml;

import io.landfall.config.BronzeConfig;
import io.landfall.config.KafkaConfig;
import io.landfall.config.KeysConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.LandingConfig;
import io.landfall.config.ProcessingConfig;
import io.landfall.config.Redacted;
import io.landfall.config.SchemaRegistryConfig;
import io.landfall.config.ServiceConfig;
import io.landfall.config.Template;
import io.landfall.config.form.Units;
import io.landfall.config.schema.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The configuration in effect, written as a file that would load to the same: one environment, every default filled in. */
public final class ConfigYaml {
    private ConfigYaml() {}

    /** YAML that anyone may see: secrets as references, and masked where the file has them literally. */
    public static String of(LandfallConfig config) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(120)
                .build();
        return new Dump(settings).dumpToString(document(config));
    }

    private static Map<String, Object> document(LandfallConfig config) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put(RootKeys.APPLICATION.name(), config.application());
        yaml.put(RootKeys.SOURCE_SYSTEM.name(), config.sourceSystem());
        yaml.put(RootKeys.KAFKA.name(), kafka(config.kafka()));
        yaml.put(RootKeys.SCHEMA_REGISTRY.name(), schemaRegistry(config.schemaRegistry()));
        yaml.put(RootKeys.PROCESSING.name(), processing(config.processing()));
        yaml.put(RootKeys.LANDING.name(), landing(config.landing()));
        yaml.put(RootKeys.KEYS.name(), keys(config.keys()));
        yaml.put(RootKeys.SERVICE.name(), service(config.service()));
        yaml.put(RootKeys.BRONZE.name(), bronze(config.bronze()));
        Map<String, Object> tables = new LinkedHashMap<>();
        config.tables().forEach((name, table) -> tables.put(name, TableYaml.of(table)));
        yaml.put(RootKeys.TABLES.name(), tables);
        return yaml;
    }

    private static void put(Map<String, Object> yaml, Key<Template> key, Template text) {
        yaml.put(key.name(), Redacted.text(key.name(), text));
    }

    private static void put(Map<String, Object> yaml, Key<Template> key, Optional<Template> text) {
        text.ifPresent(present -> put(yaml, key, present));
    }

    private static void put(Map<String, Object> yaml, Key<?> key, Map<String, String> values) {
        if (!values.isEmpty()) {
            yaml.put(key.name(), values);
        }
    }

    private static Map<String, Object> kafka(KafkaConfig kafka) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        put(yaml, ConnectionKeys.BOOTSTRAP_SERVERS, kafka.bootstrapServers());
        put(yaml, ConnectionKeys.PROPERTIES, Redacted.properties(kafka.properties()));
        return yaml;
    }

    private static Map<String, Object> schemaRegistry(SchemaRegistryConfig registry) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        put(yaml, ConnectionKeys.URL, registry.url());
        put(yaml, ConnectionKeys.USERNAME, registry.username());
        put(yaml, ConnectionKeys.PASSWORD, registry.password());
        return yaml;
    }

    private static Map<String, Object> processing(ProcessingConfig processing) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put(ProcessingKeys.GUARANTEE.name(), TableYaml.word(processing.guarantee()));
        yaml.put(ProcessingKeys.THREADS.name(), processing.threads());
        yaml.put(ProcessingKeys.STATE_DIR.name(), processing.stateDir());
        yaml.put(ProcessingKeys.STORE.name(), TableYaml.word(processing.store()));
        put(yaml, ProcessingKeys.PROPERTIES, Redacted.properties(processing.properties()));
        return yaml;
    }

    private static Map<String, Object> landing(LandingConfig landing) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        put(yaml, LandingKeys.ROOT, landing.root());
        yaml.put(LandingKeys.ROLL_EVERY.name(), Units.of(landing.rollEvery()));
        yaml.put(LandingKeys.ROLL_AT.name(), Units.of(landing.rollAt()));
        yaml.put(LandingKeys.MEMORY.name(), Units.of(landing.memory()));
        yaml.put(LandingKeys.TIMEOUT.name(), Units.of(landing.timeout()));
        yaml.put(LandingKeys.COMPRESSION.name(), TableYaml.word(landing.compression()));
        yaml.put(LandingKeys.S3_SECTION.name(), s3(landing.s3()));
        return yaml;
    }

    private static Map<String, Object> s3(LandingConfig.S3Config s3) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        put(yaml, LandingKeys.ENDPOINT, s3.endpoint());
        TableYaml.put(yaml, LandingKeys.REGION, s3.region());
        yaml.put(LandingKeys.PATH_STYLE.name(), s3.pathStyle());
        put(yaml, LandingKeys.ACCESS_KEY, s3.accessKey());
        put(yaml, LandingKeys.SECRET_KEY, s3.secretKey());
        put(yaml, LandingKeys.KMS_KEY, s3.kmsKey());
        return yaml;
    }

    private static Map<String, Object> keys(KeysConfig keys) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put(KeyRingKeys.CURRENT.name(), keys.current());
        put(yaml, KeyRingKeys.RING, Redacted.secrets(keys.ring()));
        return yaml;
    }

    private static Map<String, Object> service(ServiceConfig service) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put(ServiceKeys.HOST.name(), service.host());
        yaml.put(ServiceKeys.PORT.name(), service.port());
        yaml.put(ServiceKeys.CLUSTER_ID.name(), service.clusterId());
        yaml.put(ServiceKeys.LOG_FORMAT.name(), TableYaml.word(service.logFormat()));
        return yaml;
    }

    private static Map<String, Object> bronze(BronzeConfig bronze) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put(BronzeKeys.CATALOG.name(), bronze.catalog());
        yaml.put(BronzeKeys.SCHEMA.name(), bronze.schema());
        put(yaml, BronzeKeys.CHECKPOINTS, bronze.checkpoints());
        return yaml;
    }
}
