package io.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.landing.parquet.SegmentReader;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.store.S3ObjectStore;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.Ports;
import io.landfall.local.stack.S3Server;
import io.landfall.local.stack.ServiceProcess;
import io.landfall.local.stack.SharedStack;
import io.landfall.proof.Proof;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many partitions, a small heap, and one partition of each table with most of the records. {@code -Dlandfall.partitions=1000} is what a user
 * may have; the default is a short form.
 */
@Proof("Many partitions fit into a small heap: open segments stay within the memory that is configured")
class ManyPartitionsIT {
    private static final int TABLES = 5;
    private static final int PARTITIONS = Integer.getInteger("landfall.partitions", 100) / TABLES;
    private static final int RECORDS = 200;
    private static final int HOT_RECORDS = 40_000;
    /** Less than all records take: room has to be made. */
    private static final long MEMORY = (32L << 20) + (64L << 10) * TABLES * PARTITIONS;

    private static final Duration ROLL = Duration.ofSeconds(20);

    @TempDir
    private Path temp;

    private final LocalStack stack = SharedStack.get();
    private final Map<String, Double> peaks = new TreeMap<>();

    private static String topic(int table) {
        return "many-" + table;
    }

    @Test
    void shouldHoldManyPartitionsInASmallHeap() throws Exception {
        long produced = produce();
        int port = Ports.free();
        Path folder = temp.resolve("service");
        ChildJvm service = ServiceProcess.start("many", config(port), List.of(), folder, "512m");
        long began = System.nanoTime();
        try (S3ObjectStore store = SharedStack.store("many")) {
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast("the service ended; its log has " + service.log(), () -> !service.isAlive())
                    .untilAsserted(() -> {
                        look(port, service.pid());
                        assertThat(peaks.getOrDefault("landfall_segment_rows_total", 0.0))
                                .isEqualTo((double) produced);
                    });
            double seconds = (System.nanoTime() - began) / 1e9;
            long segments = check(store, produced);
            assertThat(Files.readString(service.log())).doesNotContain("OutOfMemoryError");
            assertThat(peaks.get("landfall_open_bytes")).isLessThan((double) MEMORY);
            // One of each partition, nearly; those with many records have several.
            assertThat(segments).isLessThan(2L * TABLES * PARTITIONS);
            Files.writeString(
                    Path.of("target", "many-partitions.txt"),
                    "%d partitions, %d records, %d segments, %.0f s, peaks in MB: heap %.0f, open segments %.0f, RSS %.0f%n"
                            .formatted(
                                    TABLES * PARTITIONS,
                                    produced,
                                    segments,
                                    seconds,
                                    peaks.get("jvm_memory_used_bytes{area=\"heap\"") / 1e6,
                                    peaks.get("landfall_open_bytes") / 1e6,
                                    peaks.get("VmHWM") / 1e3));
        } finally {
            service.kill();
        }
    }

    private long produce() {
        try (ReadingsFeed feed = new ReadingsFeed(stack, 12)) {
            String[] topics =
                    IntStream.range(0, TABLES).mapToObj(ManyPartitionsIT::topic).toArray(String[]::new);
            feed.create(PARTITIONS, topics);
            for (String topic : topics) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    feed.send(topic, partition, partition == 0 ? HOT_RECORDS : RECORDS);
                }
            }
            return feed.sent();
        }
    }

    private void look(int port, long pid) throws IOException, InterruptedException {
        HttpResponse<String> metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        for (String name :
                List.of("landfall_segment_rows_total", "landfall_open_bytes", "jvm_memory_used_bytes{area=\"heap\"")) {
            double sum = metrics.body()
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
            peaks.merge(name, sum, Math::max);
        }
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmHWM:")) {
                peaks.put("VmHWM", Double.parseDouble(line.replaceAll("[^0-9]", "")));
            }
        }
    }

    /** Adds up the segments, which have to be chains. */
    private static long check(S3ObjectStore store, long produced) {
        long rows = 0;
        long segments = 0;
        Map<String, Long> ends = new TreeMap<>();
        String after = "";
        for (List<String> page = store.list("bz_", after, 1000);
                !page.isEmpty();
                page = store.list("bz_", after, 1000)) {
            for (String path : page) {
                after = path;
                if (!path.endsWith(".parquet")) {
                    continue;
                }
                SegmentFooter footer = SegmentReader.footer(store, path);
                assertThat(footer.key().start())
                        .isEqualTo(ends.getOrDefault(footer.key().shard().prefix(), 0L));
                ends.put(footer.key().shard().prefix(), footer.end());
                rows += footer.ledger().rows();
                segments++;
            }
        }
        assertThat(rows).isEqualTo(produced);
        return segments;
    }

    private Path config(int port) throws IOException {
        StringBuilder tables = new StringBuilder();
        for (int table = 0; table < TABLES; table++) {
            tables.append(
                    "  bz_many_%d: { topic: %s, dedupe: { by: key, within: 1h } }\n".formatted(table, topic(table)));
        }
        Path key = Files.writeString(temp.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
        return Files.writeString(
                temp.resolve("landfall.yaml"),
                """
                application: many
                source_system: TEST
                kafka: { bootstrap_servers: "%s" }
                schema_registry: { url: "%s" }
                processing: { threads: 2, state_dir: "%s" }
                landing:
                  root: s3://%s/many
                  roll_every: %ds
                  roll_at: 16MB
                  memory: %dB
                  s3: { endpoint: "%s", region: %s, path_style: true, access_key: %s, secret_key: %s }
                keys: { current: k1, ring: { k1: "${file:%s}" } }
                service: { host: 127.0.0.1, port: %d }
                tables:
                %s"""
                        .formatted(
                                stack.bootstrapServers(),
                                stack.registryUrl(),
                                temp.resolve("state"),
                                S3Server.BUCKET,
                                ROLL.toSeconds(),
                                MEMORY,
                                stack.s3Endpoint(),
                                S3Server.REGION,
                                S3Server.ACCESS_KEY,
                                S3Server.SECRET_KEY,
                                key,
                                port,
                                tables));
    }
}
