package io.landfall.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The texts of a configuration that references may stand in. */
public final class ConfiguredTexts {
    private ConfiguredTexts() {}

    /** All that the service resolves, by key path. */
    public static Map<String, Template> of(LandfallConfig config) {
        Map<String, Template> texts = new LinkedHashMap<>();
        texts.put("kafka.bootstrap_servers", config.kafka().bootstrapServers());
        config.kafka().properties().forEach((name, text) -> texts.put("kafka.properties." + name, text));
        texts.put("schema_registry.url", config.schemaRegistry().url());
        config.schemaRegistry().username().ifPresent(text -> texts.put("schema_registry.username", text));
        config.schemaRegistry().password().ifPresent(text -> texts.put("schema_registry.password", text));
        config.processing().properties().forEach((name, text) -> texts.put("processing.properties." + name, text));
        texts.put("landing.root", config.landing().root());
        LandingConfig.S3Config s3 = config.landing().s3();
        s3.endpoint().ifPresent(text -> texts.put("landing.s3.endpoint", text));
        s3.accessKey().ifPresent(text -> texts.put("landing.s3.access_key", text));
        s3.secretKey().ifPresent(text -> texts.put("landing.s3.secret_key", text));
        s3.kmsKey().ifPresent(text -> texts.put("landing.s3.kms_key", text));
        config.keys().ring().forEach((id, text) -> texts.put("keys.ring." + id, text));
        return texts;
    }
}
