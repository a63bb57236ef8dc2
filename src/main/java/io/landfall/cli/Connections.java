package io.landfall.cli;

import io.landfall.config.ConfigException;
import io.landfall.config.ConfiguredText;
import io.landfall.config.LandfallConfig;
import io.landfall.config.LandingConfig;
import io.landfall.config.Problem;
import io.landfall.config.ReferencePlace;
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
        List<Problem> problems = ResolvedValues.problems(file, config, text -> Optional.of(connections.value(text)));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return connections;
    }

    /** The connections of a configuration of which nobody knows yet whether its values can be used. */
    static Connections unchecked(LandfallConfig config, SecretResolver secrets) {
        return new Connections(config, secrets);
    }

    private String value(ConfiguredText text) {
        return secrets.resolve(text.keyPath(), text.text()).reveal();
    }

    /** The value at a place that has one text; empty if nothing is configured there. */
    private Optional<String> find(ReferencePlace place) {
        return place.in(config).stream().findFirst().map(this::value);
    }

    private String value(ReferencePlace place) {
        return find(place).orElseThrow(() -> new IllegalStateException("no " + place.keyPath()));
    }

    /** By name, in the file's order. */
    private Map<String, String> values(ReferencePlace place) {
        Map<String, String> values = new LinkedHashMap<>();
        place.in(config).forEach(text -> values.put(text.name(), value(text)));
        return values;
    }

    /** Properties of every Kafka client. */
    Map<String, String> kafka() {
        Map<String, String> properties = values(ReferencePlace.KAFKA_PROPERTIES);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, value(ReferencePlace.KAFKA_SERVERS));
        return properties;
    }

    /** Properties of Kafka Streams. */
    Map<String, String> streams() {
        return values(ReferencePlace.STREAMS_PROPERTIES);
    }

    SchemaRegistry registry(RegistryListener listener, Clock clock) {
        return SchemaRegistry.connect(registry(), listener, clock);
    }

    RegistryConnection registry() {
        Optional<RegistryConnection.Login> login = find(ReferencePlace.REGISTRY_USERNAME)
                .map(user -> new RegistryConnection.Login(user, value(ReferencePlace.REGISTRY_PASSWORD)));
        return RegistryConnection.of(URI.create(value(ReferencePlace.REGISTRY_URL)), login);
    }

    KeyRing keys() {
        return KeyRing.parse(config.keys().current(), values(ReferencePlace.KEY_RING));
    }

    ObjectStore landingArea() {
        return store(landingRoot());
    }

    URI landingRoot() {
        return URI.create(value(ReferencePlace.LANDING_ROOT));
    }

    Optional<String> kmsKey() {
        return find(ReferencePlace.S3_KMS_KEY);
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
        Optional<S3Settings.Credentials> credentials = find(ReferencePlace.S3_ACCESS_KEY)
                .map(key -> new S3Settings.Credentials(key, value(ReferencePlace.S3_SECRET_KEY)));
        return new S3Settings(
                root.getHost(),
                root.getPath().replaceAll("^/+|/+$", ""),
                find(ReferencePlace.S3_ENDPOINT).map(URI::create),
                s3.region(),
                s3.pathStyle(),
                credentials,
                kmsKey());
    }
}
