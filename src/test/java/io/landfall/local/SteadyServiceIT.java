package io.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.landing.parquet.SegmentReader;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The service beside a burst, and behind an S3 server that is down. */
@Proof("A burst does not hold up a trickle, and an S3 server that is away loses nothing and leaves nothing behind")
class SteadyServiceIT {
    private static final long MEMORY = 48L << 20;
    /** Records of each partition after which the service's code is compiled. */
    private static final int WARM_UP = 150_000;

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("landfall.outage.seconds", 15));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path temp;

    private final LocalStack stack = SharedStack.get();
    private final int port = Ports.free();
    private final Map<Integer, NavigableMap<Long, SegmentFooter>> chains = new TreeMap<>();

    @Test
    void shouldLandATricklingPartitionInTimeBesideABurst() throws Exception {
        Duration roll = Duration.ofSeconds(3);
        Duration longest = Duration.ofDays(1);
        try (ReadingsFeed feed = new ReadingsFeed(stack, 12);
                S3ObjectStore store = SharedStack.store("trickle")) {
            feed.create(2, "trickle");
            ChildJvm service = start("trickle", stack.s3().endpoint(), 1, small(roll.toSeconds() + "s"));
            try {
                feed.send("trickle", 0, WARM_UP);
                feed.send("trickle", 1, WARM_UP);
                patiently(service).until(() -> end(store, 0) + end(store, 1) >= 2 * WARM_UP);
                // Somebody else may need the processors for a moment, but not three times.
                for (int burst = 0; burst < 3 && longest.compareTo(roll.plusSeconds(1)) >= 0; burst++) {
                    longest = slowest(store, feed, service);
                    report("trickling beside a burst: roll_every %s, landed within %s".formatted(roll, longest));
                }
            } finally {
                service.kill();
            }
        }
        assertThat(longest).isLessThan(roll.plusSeconds(1));
    }

    /** How long it took the slowest record of one partition to land while the other had a burst. */
    private Duration slowest(S3ObjectStore store, ReadingsFeed trickle, ChildJvm service) throws InterruptedException {
        int records = 40;
        long first = end(store, 0);
        Map<Long, Long> sentAt = new TreeMap<>();
        Map<Long, Long> landedAt = new TreeMap<>();
        CompletableFuture<Void> burst = CompletableFuture.runAsync(this::burst);
        while (landedAt.size() < records) {
            if (sentAt.size() < records) {
                trickle.send("trickle", 0, 1);
                sentAt.put(first + sentAt.size(), System.nanoTime());
            }
            TimeUnit.MILLISECONDS.sleep(100);
            long seen = System.nanoTime();
            long end = end(store, 0);
            sentAt.keySet().stream().filter(o -> o < end).forEach(o -> landedAt.putIfAbsent(o, seen));
            assertThat(service.isAlive()).isTrue();
        }
        burst.join();
        return Duration.ofNanos(landedAt.entrySet().stream()
                .mapToLong(landed -> landed.getValue() - sentAt.get(landed.getKey()))
                .max()
                .orElseThrow());
    }

    private void burst() {
        try (ReadingsFeed feed = new ReadingsFeed(stack, 12)) {
            feed.create(2, "trickle");
            feed.send("trickle", 1, 300_000);
        }
    }

    @Test
    void shouldWaitForAnS3ServerThatIsDownAndCatchUpByItself() throws Exception {
        try (ReadingsFeed feed = new ReadingsFeed(stack, 12);
                FaultProxy s3 = new FaultProxy(stack.s3().endpoint());
                S3ObjectStore store = SharedStack.store("outage")) {
            feed.create(2, "outage");
            ChildJvm service = start("outage", s3.address(), 2, small("1s"));
            try {
                feed.send("outage", 0, 1_000);
                patiently(service).until(() -> end(store, 0) > 0);
                for (FaultProxy.Mode mode :
                        List.of(FaultProxy.Mode.UNAVAILABLE, FaultProxy.Mode.HANG, FaultProxy.Mode.SLOW)) {
                    s3.mode(mode);
                    // Several times what the budget allows to be open.
                    feed.send("outage", 0, 200_000);
                    feed.send("outage", 1, 200_000);
                    if (mode != FaultProxy.Mode.SLOW) {
                        patiently(service).until(() -> ready().statusCode() == 503);
                        assertThat(ready().body()).contains("the landing area fails for", "bz_outage");
                    }
                    double held = mostHeld(service);
                    s3.mode(FaultProxy.Mode.PASS);
                    long began = System.nanoTime();
                    patiently(service).until(() -> end(store, 0) + end(store, 1) >= feed.sent());
                    assertThat(held).isLessThan((double) MEMORY);
                    patiently(service).until(() -> ready().statusCode() == 200);
                    report("S3 %s for %s: at most %.0f MB open, caught up %d s after its end"
                            .formatted(
                                    mode,
                                    OUTAGE,
                                    held / 1e6,
                                    Duration.ofNanos(System.nanoTime() - began).toSeconds()));
                }
                assertThat(service.stop(Duration.ofMinutes(1))).isTrue();
                assertThat(service.join()).isZero();
                assertThat(Files.readString(service.log())).doesNotContain("OutOfMemoryError");
            } finally {
                service.kill();
            }
            assertThat(rows(store)).as("rows in chains").isEqualTo(feed.sent());
        }
    }

    /** The commit gives up while S3 is down, which then is not there to abort the upload either. */
    @Test
    void shouldLeaveNoUploadBehindWhenS3FailsDuringOne() throws Exception {
        try (ReadingsFeed feed = new ReadingsFeed(stack, 12);
                FaultProxy s3 = new FaultProxy(stack.s3().endpoint());
                S3ObjectStore store = SharedStack.store("upload")) {
            feed.create(1, "upload");
            ChildJvm service =
                    start("upload", s3.address(), 1, "roll_every: 20s, roll_at: 64MB, memory: 96MB, timeout: 3s");
            try {
                // More than a row group, whose parts leave when it is full.
                feed.send("upload", 0, 300_000);
                patiently(service).until(() -> !uploads("upload").isEmpty());
                s3.mode(FaultProxy.Mode.UNAVAILABLE);
                List<String> open = uploads("upload");
                assertThat(open).as("uploads when the outage begins").hasSize(1);
                patiently(service).until(() -> Files.readString(service.log()).contains("gave up landing"));
                assertThat(uploads("upload")).containsAll(open);
                s3.mode(FaultProxy.Mode.PASS);
                patiently(service).until(() -> end(store, 0) >= feed.sent());
                patiently(service).until(() -> uploads("upload").isEmpty());
            } finally {
                service.kill();
            }
            assertThat(rows(store)).as("rows in chains").isEqualTo(feed.sent());
        }
    }

    /** Uploads of segments that are neither complete nor aborted, as the server itself knows them. */
    private List<String> uploads(String name) {
        try (S3Client client = stack.s3().client()) {
            return client.listMultipartUploads(b -> b.bucket(S3Server.BUCKET)).uploads().stream()
                    .filter(upload -> upload.key().startsWith(name + "/bz_"))
                    .map(MultipartUpload::uploadId)
                    .toList();
        }
    }

    /**
     * A commit that gives up makes Kafka Streams close its task and begin it anew, while the consumer keeps its partitions: all
     * that the task had read has to be read again.
     */
    @Test
    void shouldReadAgainWhatACommitGaveUpOn() throws Exception {
        try (ReadingsFeed feed = new ReadingsFeed(stack, 12);
                FaultProxy s3 = new FaultProxy(stack.s3().endpoint());
                S3ObjectStore store = SharedStack.store("again")) {
            feed.create(2, "again");
            ChildJvm service = start("again", s3.address(), 1, small("1s") + ", timeout: 3s");
            try {
                feed.send("again", 0, 1_000);
                feed.send("again", 1, 1_000);
                patiently(service).until(() -> end(store, 0) + end(store, 1) >= feed.sent());
                s3.mode(FaultProxy.Mode.READ_ONLY);
                feed.send("again", 0, 50_000);
                feed.send("again", 1, 50_000);
                patiently(service).untilAsserted(() -> assertThat(Files.readString(service.log())
                                .lines()
                                .filter(line -> line.contains("gave up landing"))
                                .count())
                        .isGreaterThan(3));
                s3.mode(FaultProxy.Mode.PASS);
                patiently(service).until(() -> end(store, 0) + end(store, 1) >= feed.sent());
            } finally {
                service.kill();
            }
            assertThat(rows(store)).as("rows in chains").isEqualTo(feed.sent());
        }
    }

    /** The most that open segments took while the server was down. */
    private double mostHeld(ChildJvm service) throws Exception {
        double most = 0;
        long end = System.nanoTime() + OUTAGE.toNanos();
        while (System.nanoTime() < end) {
            assertThat(service.isAlive()).isTrue();
            most = Math.max(
                    most,
                    get("/metrics")
                            .body()
                            .lines()
                            .filter(line -> line.startsWith("landfall_open_bytes"))
                            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                            .sum());
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return most;
    }

    private static void report(String line) throws IOException {
        Files.writeString(
                Path.of("target", "steady-service.txt"),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static ConditionFactory patiently(ChildJvm service) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast("the service ended; its log is " + service.log(), () -> !service.isAlive());
    }

    private HttpResponse<String> ready() throws IOException, InterruptedException {
        return get("/health/ready");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Where a partition's segments end. */
    private long end(S3ObjectStore store, int partition) {
        look(store);
        NavigableMap<Long, SegmentFooter> chain = chains.get(partition);
        return chain == null ? 0 : chain.lastEntry().getValue().end();
    }

    private long rows(S3ObjectStore store) {
        look(store);
        long rows = 0;
        for (NavigableMap<Long, SegmentFooter> chain : chains.values()) {
            long next = 0;
            for (SegmentFooter segment : chain.values()) {
                assertThat(segment.key().start()).isEqualTo(next);
                next = segment.end();
                rows += segment.ledger().rows();
            }
        }
        return rows;
    }

    /** Reads the footers of segments that it has not seen yet. */
    private void look(S3ObjectStore store) {
        for (String path : store.list("bz_", "", 1000)) {
            // The server lists files that it is still writing.
            SegmentKey.parse(path)
                    .ifPresent(key -> chains.computeIfAbsent(key.shard().partition(), none -> new TreeMap<>())
                            .computeIfAbsent(key.start(), start -> SegmentReader.footer(store, path)));
        }
    }

    private static String small(String rollEvery) {
        return "roll_every: %s, roll_at: 16MB, memory: %dB".formatted(rollEvery, MEMORY);
    }

    private ChildJvm start(String name, URI s3, int threads, String landing) throws IOException {
        byte[] secret = "a key that only tests know, 32 b".getBytes(StandardCharsets.US_ASCII);
        Path key = Files.writeString(temp.resolve("key"), Base64.getEncoder().encodeToString(secret));
        Path config = Files.writeString(
                temp.resolve("landfall.yaml"),
                """
                application: %1$s
                source_system: TEST
                kafka: { bootstrap_servers: "%2$s" }
                schema_registry: { url: "%3$s" }
                processing: { threads: %13$d, state_dir: "%4$s" }
                landing: {
                  root: "s3://%5$s/%1$s",
                  s3: { endpoint: "%6$s", region: %7$s, path_style: true, access_key: %8$s, secret_key: %9$s },
                  %12$s }
                keys: { current: k1, ring: { k1: "${file:%10$s}" } }
                service: { host: 127.0.0.1, port: %11$d }
                tables:
                  bz_%1$s: { topic: %1$s, dedupe: { by: key, within: 1h } }
                """
                        .formatted(
                                name,
                                stack.bootstrapServers(),
                                stack.registryUrl(),
                                temp.resolve("state"),
                                S3Server.BUCKET,
                                s3,
                                S3Server.REGION,
                                S3Server.ACCESS_KEY,
                                S3Server.SECRET_KEY,
                                key,
                                port,
                                landing,
                                threads));
        return ServiceProcess.start(name, config, List.of(), temp.resolve("service"), "256m");
    }
}
