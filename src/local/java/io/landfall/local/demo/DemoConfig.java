package io.landfall.local.demo;

import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the {@code landfall.yaml} that the demo's service and bronze job run on. */
final class DemoConfig {
    /** Below the bucket. */
    static final String PREFIX = "landfall/";

    private DemoConfig() {}

    /**
     * Writes it for the servers as they run now.
     *
     * @param port of the service's HTTP endpoint
     */
    static Path write(Source source, LocalStack stack, StateFolder folder, int port) {
        StringBuilder yaml = new StringBuilder(
                """
                # Written by landfall demo at each start: ports change.
                application: %s
                source_system: LANDFALL_DEMO
                kafka: { bootstrap_servers: "%s" }
                schema_registry: { url: "%s" }
                processing:
                  threads: 2
                  state_dir: "%s"
                  # A service that was killed is missed sooner than by default.
                  properties: { session.timeout.ms: "15000" }
                landing:
                  root: s3://%s/%s
                  roll_every: 5s
                  s3:
                    endpoint: "%s"
                    region: %s
                    path_style: true
                    access_key: "${file:%s}"
                    secret_key: "${file:%s}"
                keys: { current: demo, ring: { demo: "${file:%s}" } }
                service: { host: 127.0.0.1, port: %d, cluster_id: local }
                bronze: { catalog: spark_catalog, schema: %s, checkpoints: "%s" }
                tables:
                """
                        .formatted(
                                source.application(),
                                stack.bootstrapServers(),
                                stack.registryUrl(),
                                folder.streams(),
                                S3Server.BUCKET,
                                PREFIX.substring(0, PREFIX.length() - 1),
                                stack.s3Endpoint(),
                                S3Server.REGION,
                                folder.secretFile("s3.access", S3Server.ACCESS_KEY),
                                folder.secretFile("s3.secret", S3Server.SECRET_KEY),
                                folder.keyFile(),
                                port,
                                StateFolder.SCHEMA,
                                folder.checkpoints()));
        for (TableSpec table : source.tables()) {
            yaml.append("  ").append(table.name()).append(":\n");
            yaml.append("    topic: ").append(table.topic()).append('\n');
            yaml.append(table.yaml().indent(4));
        }
        Path file = folder.config(source.application());
        try {
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
