package io.landfall.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every place of {@code landfall.yaml} where references may stand, in the file's order. All that resolves references, or
 * asks whether they can be, reads this list: a new place is a line here, and its use.
 */
public enum ReferencePlace {
    KAFKA_SERVERS("kafka.bootstrap_servers", Kind.SERVERS, one(c -> c.kafka().bootstrapServers())),
    KAFKA_PROPERTIES("kafka.properties", Kind.KAFKA_PROPERTY, c -> c.kafka().properties()),
    REGISTRY_URL("schema_registry.url", Kind.URL, one(c -> c.schemaRegistry().url())),
    REGISTRY_USERNAME("schema_registry.username", Kind.CREDENTIAL, maybe(c -> c.schemaRegistry()
            .username())),
    REGISTRY_PASSWORD("schema_registry.password", Kind.CREDENTIAL, maybe(c -> c.schemaRegistry()
            .password())),
    STREAMS_PROPERTIES(
            "processing.properties", Kind.KAFKA_PROPERTY, c -> c.processing().properties()),
    LANDING_ROOT("landing.root", Kind.LANDING_ROOT, one(c -> c.landing().root())),
    S3_ENDPOINT("landing.s3.endpoint", Kind.URL, maybe(c -> c.landing().s3().endpoint())),
    S3_ACCESS_KEY("landing.s3.access_key", Kind.CREDENTIAL, maybe(c -> c.landing()
            .s3()
            .accessKey())),
    S3_SECRET_KEY("landing.s3.secret_key", Kind.CREDENTIAL, maybe(c -> c.landing()
            .s3()
            .secretKey())),
    S3_KMS_KEY("landing.s3.kms_key", Kind.KMS_KEY, maybe(c -> c.landing().s3().kmsKey())),
    KEY_RING("keys.ring", Kind.KEY_MATERIAL, c -> c.keys().ring()),
    BRONZE_CHECKPOINTS(
            "bronze.checkpoints", Kind.BRONZE_FOLDER, one(c -> c.bronze().checkpoints()));

    /** What references at a place stand for. */
    public enum Kind {
        SERVERS("host:port, several with commas"),
        URL("http:// or https://, host, port and path, without a login"),
        KAFKA_PROPERTY("a value as Kafka documents it"),
        LANDING_ROOT(LandingRoot.EXPECTED),
        CREDENTIAL("a reference such as ${env:NAME}"),
        KEY_MATERIAL("a reference such as ${env:NAME}"),
        KMS_KEY("a KMS key's id or ARN"),
        /** Of the bronze job, which resolves it where it runs; the service does not. */
        BRONZE_FOLDER("a folder or volume path");

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }

        /** What is right. */
        public String expected() {
            return expected;
        }
    }

    private final String keyPath;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // accessors of records
    private final Function<LandfallConfig, Map<String, Template>> texts;

    ReferencePlace(String keyPath, Kind kind, Function<LandfallConfig, Map<String, Template>> texts) {
        this.keyPath = keyPath;
        this.kind = kind;
        this.texts = texts;
    }

    private static Function<LandfallConfig, Map<String, Template>> one(Function<LandfallConfig, Template> text) {
        return config -> Map.of("", text.apply(config));
    }

    private static Function<LandfallConfig, Map<String, Template>> maybe(
            Function<LandfallConfig, Optional<Template>> text) {
        return config -> text.apply(config).map(given -> Map.of("", given)).orElse(Map.of());
    }

    /** All texts that the service resolves. */
    public static List<ConfiguredText> ofService(LandfallConfig config) {
        return Arrays.stream(values())
                .filter(place -> place.kind != Kind.BRONZE_FOLDER)
                .flatMap(place -> place.in(config).stream())
                .toList();
    }

    /** The keys that lead to the place. */
    public String keyPath() {
        return keyPath;
    }

    public Kind kind() {
        return kind;
    }

    /** The texts that a configuration has at this place, in the file's order. */
    public List<ConfiguredText> in(LandfallConfig config) {
        return texts.apply(config).entrySet().stream()
                .map(text -> new ConfiguredText(this, text.getKey(), text.getValue()))
                .toList();
    }
}
