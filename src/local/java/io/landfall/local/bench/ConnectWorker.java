package io.landfall.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.config.LandingConfig.Compression;
import io.landfall.local.feed.Topics;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.LocalLogging;
import io.landfall.local.stack.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A standalone Kafka Connect worker with Iceberg's sink, which writes Parquet files and commits them to a table in a folder, and
 * Apicurio's Avro converter. It is told to stop when a snapshot of the table has all records.
 */
final class ConnectWorker implements Contestant {
    private static final String MAIN = "org.apache.kafka.connect.cli.ConnectStandalone";
    private static final String TABLE = "bench.records";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration STOPPING = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Output run(ContestantRun run) {
        String control = run.id() + "-control";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.bootstrapServers()))) {
            Topics.create(admin, control, 1);
        }
        URI rest = URI.create("http://127.0.0.1:" + Ports.free());
        Path worker = write(worker(run, rest), run.folder().resolve("worker.properties"));
        Path sink = write(sink(run, control), run.folder().resolve("sink.properties"));
        try (ChildJvm process = run.start(
                MAIN,
                PeerClasspath.of("connect", run.peers()),
                List.of(LocalLogging.OPTION),
                List.of(worker.toString(), sink.toString()))) {
            URI status = rest.resolve("/connectors/" + run.id() + "/status");
            run.await(process, LOOK_EVERY, () -> committed(run) >= run.topic().records() || hasFailed(status));
            if (hasFailed(status)) {
                throw new BenchException("a task failed; its log is " + process.log());
            }
            if (!process.isAlive() || !process.stop(STOPPING)) {
                throw new BenchException("it did not stop in order; its log is " + process.log());
            }
        }
        // A file that was begun before a rebalance is there, too, but is not part of the table.
        return Output.of(run.output()).withRows(committed(run));
    }

    private static Properties worker(ContestantRun run, URI rest) {
        Properties p = new Properties();
        p.setProperty("bootstrap.servers", run.bootstrapServers());
        p.setProperty("listeners", rest.toString());
        p.setProperty("plugin.discovery", "service_load");
        p.setProperty(
                "offset.storage.file.filename", run.folder().resolve("offsets").toString());
        p.setProperty("offset.flush.interval.ms", "10000");
        p.setProperty("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        p.setProperty("value.converter", "io.apicurio.registry.utils.converter.AvroConverter");
        p.setProperty(
                "value.converter.apicurio.registry.url",
                URI.create(run.registryUrl()).resolve("/apis/registry/v2").toString());
        p.setProperty("value.converter.apicurio.registry.as-confluent", "true");
        p.setProperty("value.converter.apicurio.registry.use-id", "contentId");
        p.setProperty("value.converter.apicurio.registry.headers.enabled", "false");
        return p;
    }

    private static Properties sink(ContestantRun run, String control) {
        Properties p = new Properties();
        p.setProperty("name", run.id());
        p.setProperty("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector");
        p.setProperty("tasks.max", Integer.toString(run.settings().threads()));
        p.setProperty("topics", run.topic().name());
        p.setProperty("iceberg.tables", TABLE);
        p.setProperty("iceberg.tables.auto-create-enabled", "true");
        p.setProperty("iceberg.tables.write-props.write.parquet.compression-codec", "zstd");
        p.setProperty(
                "iceberg.tables.write-props.write.parquet.compression-level", Integer.toString(Compression.ZSTD_LEVEL));
        p.setProperty("iceberg.catalog.type", "hadoop");
        p.setProperty("iceberg.catalog.warehouse", run.output().toUri().toString());
        p.setProperty("iceberg.kafka.bootstrap.servers", run.bootstrapServers());
        p.setProperty("iceberg.control.topic", control);
        p.setProperty("iceberg.control.commit.interval-ms", "10000");
        return p;
    }

    private static Path write(Properties properties, Path file) {
        // Read as Latin-1, so other letters are escaped.
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Whether the worker says so; it does not answer from its first moment on. */
    @SuppressWarnings("UnusedException") // not there yet
    private static boolean hasFailed(URI status) {
        try {
            HttpRequest request = HttpRequest.newBuilder(status).timeout(ANSWER).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("FAILED");
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    /** Records in the newest snapshot of the table. */
    private static long committed(ContestantRun run) {
        Path metadata = run.output().resolve(TABLE.replace('.', '/')).resolve("metadata");
        if (!Files.isDirectory(metadata)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(metadata)) {
            Optional<Path> newest = files.filter(
                            file -> file.getFileName().toString().matches("v\\d+\\.metadata\\.json"))
                    .max(Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().replaceAll("\\D", ""))));
            return newest.isEmpty() ? 0 : records(JSON.readTree(newest.get().toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + metadata, e);
        }
    }

    private static long records(JsonNode table) {
        long current = table.path("current-snapshot-id").asLong(-1);
        for (JsonNode snapshot : table.path("snapshots")) {
            if (snapshot.path("snapshot-id").asLong() == current) {
                return snapshot.path("summary").path("total-records").asLong();
            }
        }
        return 0;
    }
}
