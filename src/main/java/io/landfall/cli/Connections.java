package io.landfall.cli;

import io.landfall.config.ConfigException;
import io.landfall.config.LandfallConfig;
import io.landfall.config.LandingConfig;
import io.landfall.config.Problem;
import io.landfall.config.SchemaRegistryConfig;
import io.landfall.config.Template;
import io.landfall.decode.registry.RegistryConnection;
import io.landfall.decode.registry.RegistryListener;
import io.landfall.decode.registry.SchemaRegistry;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.S3ObjectStore;
import io.landfall.landing.store.S3Settings;
import io.landfall.privacy.KeyRing;
import io.landfall.secret.SecretResolver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;

/** Turns a configuration into what the service works with: references become values here, and nowhere else. */
final class Connections {
    private final LandfallConfig config;
    private final SecretResolver secrets;

    private Connections(LandfallConfig config, SecretResolver secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    /**
     * The connections of a configuration.
     *
     * @param file what to call the configuration
     * @throws ConfigException if values are not of the form that they need, with all that are not
     */
    static Connections of(Path file, LandfallConfig config, SecretResolver secrets) {
        Connections connections = new Connections(config, secrets);
        List<Problem> problems =
                ResolvedValues.problems(file, config, (key, text) -> Optional.of(connections.value(key, text)));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return connections;
    }

    /** The connections of a configuration of which nobody knows yet whether its values can be used. */
    static Connections unchecked(LandfallConfig config, SecretResolver secrets) {
        return new Connections(config, secrets);
    }

    private String value(String keyPath, Template text) {
        return secrets.resolve(keyPath, text).reveal();
    }

    private Optional<String> value(String keyPath, Optional<Template> text) {
        return text.map(given -> value(keyPath, given));
    }

    private Map<String, String> values(String keyPath, Map<String, Template> texts) {
        Map<String, String> values = new TreeMap<>();
        texts.forEach((name, text) -> values.put(name, value(keyPath + "." + name, text)));
        return values;
    }

    /** Properties of every Kafka client. */
    Map<String, String> kafka() {
        Map<String, String> properties =
                values("kafka.properties", config.kafka().properties());
        properties.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                value("kafka.bootstrap_servers", config.kafka().bootstrapServers()));
        return properties;
    }

    /** Properties of Kafka Streams. */
    Map<String, String> streams() {
        return values("processing.properties", config.processing().properties());
    }

    SchemaRegistry registry(RegistryListener listener, Clock clock) {
        return SchemaRegistry.connect(registry(), listener, clock);
    }

    RegistryConnection registry() {
        SchemaRegistryConfig registry = config.schemaRegistry();
        Optional<RegistryConnection.Login> login = registry.username()
                .map(user -> new RegistryConnection.Login(
                        value("schema_registry.username", user),
                        value("schema_registry.password", registry.password()).orElse("")));
        URI url = URI.create(value("schema_registry.url", registry.url()));
        return RegistryConnection.of(url, login);
    }

    KeyRing keys() {
        Map<String, String> ring = new LinkedHashMap<>();
        config.keys().ring().forEach((id, material) -> ring.put(id, value("keys.ring." + id, material)));
        return KeyRing.parse(config.keys().current(), ring);
    }

    ObjectStore landingArea() {
        return store(landingRoot());
    }

    URI landingRoot() {
        return URI.create(value("landing.root", config.landing().root()));
    }

    Optional<String> kmsKey() {
        return value("landing.s3.kms_key", config.landing().s3().kmsKey());
    }

    /** A place of the form that {@link LandingRoot} describes; where it is on S3, reached as the landing area is. */
    ObjectStore store(URI root) {
        return isFolder(root) ? folder(root) : new S3ObjectStore(s3(root));
    }

    static boolean isFolder(URI root) {
        return "file".equals(root.getScheme());
    }

    static LocalObjectStore folder(URI root) {
        return new LocalObjectStore(Path.of(root.getPath()));
    }

    /** How a place on S3 is reached. */
    S3Settings s3(URI root) {
        LandingConfig.S3Config s3 = config.landing().s3();
        Optional<S3Settings.Credentials> credentials = s3.accessKey()
                .map(key -> new S3Settings.Credentials(
                        value("landing.s3.access_key", key),
                        value("landing.s3.secret_key", s3.secretKey()).orElse("")));
        return new S3Settings(
                root.getHost(),
                root.getPath().replaceAll("^/+|/+$", ""),
                value("landing.s3.endpoint", s3.endpoint()).map(URI::create),
                s3.region(),
                s3.pathStyle(),
                credentials,
                kmsKey());
    }
}
