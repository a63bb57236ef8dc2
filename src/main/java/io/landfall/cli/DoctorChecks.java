package io.landfall.cli;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.databricks.checkup.WorkspaceChecks;
import io.landfall.decode.UnsupportedSchemaException;
import io.landfall.decode.registry.RegistryConnection;
import io.landfall.decode.registry.RestSchemaRegistry;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.kafka.KafkaChecks;
import io.landfall.doctor.landing.Area;
import io.landfall.doctor.landing.LandingChecks;
import io.landfall.doctor.registry.RegistryChecks;
import io.landfall.landing.store.S3Bucket;
import io.landfall.secret.SecretException;
import io.landfall.secret.SecretResolver;
import io.landfall.topology.SchemaCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** All checks of a configuration, put together. Nothing is connected, and no reference resolved, before a check asks for it. */
final class DoctorChecks implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();

    private final LandfallConfig config;
    private final Duration patience;
    private final Connections connections;
    private final KafkaChecks kafka;
    private final List<DoctorCheck> checks = new ArrayList<>();
    private volatile Optional<Area> area = Optional.empty();

    DoctorChecks(Path file, LandfallConfig config, SecretResolver secrets, Duration timeout, Optional<String> warehouse)
            throws IOException {
        this.config = config;
        this.patience = DoctorCheck.patience(timeout);
        this.connections = Connections.unchecked(config, secrets);
        this.kafka = new KafkaChecks(config, usable(connections::kafka), timeout, CLOCK);
        checks.addAll(new ConfigurationCheck(file, config, secrets, connections).checks());
        checks.addAll(kafka.checks());
        checks.addAll(new RegistryChecks(config, usable(this::registry)).checks());
        checks.addAll(new LandingChecks(
                        usable(this::area), usable(connections::kmsKey), "_landfall/doctor-" + UUID.randomUUID(), CLOCK)
                .checks());
        WorkspaceChecks.Question question = new WorkspaceChecks.Question(
                usable(() -> connections.landingRoot().toString()), this::landed, warehouse, Version.ofThis());
        checks.addAll(WorkspaceChecks.standard(config, question, timeout, CLOCK).checks());
    }

    List<DoctorCheck> all() {
        return checks;
    }

    /** What the check of the references says need not be said again. */
    @SuppressWarnings("UnusedException")
    private static <T> Supplier<T> usable(Supplier<T> value) {
        return () -> {
            try {
                return value.get();
            } catch (SecretException | IllegalArgumentException e) {
                throw new DoctorCheck.NotNow(
                        "a value of the configuration cannot be had: see configuration/references");
            }
        };
    }

    private RestSchemaRegistry registry() {
        RegistryConnection usual = connections.registry();
        RegistryConnection quick =
                new RegistryConnection(usual.url(), usual.login(), patience, usual.retry(), usual.unknownFor());
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return new RestSchemaRegistry(quick, http);
    }

    private synchronized Area area() {
        if (area.isEmpty()) {
            URI root = connections.landingRoot();
            area = Optional.of(
                    Connections.isFolder(root)
                            ? Area.of(Connections.folder(root))
                            : Area.of(new S3Bucket(connections.s3(root), patience)));
        }
        return area.get();
    }

    /** What is wrong with a schema is for the checks of the registry to say. */
    @SuppressWarnings("UnusedException")
    private Optional<Schema> landed(TableConfig table) {
        try {
            return Optional.of(new SchemaCheck(config, registry()).landed(table));
        } catch (UnsupportedSchemaException | IllegalArgumentException | SecretException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        kafka.close();
        area.ifPresent(Area::close);
    }
}
