package io.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.local.demo.InventoryExample;
import io.landfall.local.feed.Counts;
import io.landfall.local.feed.Expected;
import io.landfall.local.feed.Feeder;
import io.landfall.local.feed.GeneratedTable;
import io.landfall.local.feed.Generator;
import io.landfall.local.feed.Message;
import io.landfall.local.feed.SchemaRegistration;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.Ports;
import io.landfall.local.stack.S3Server;
import io.landfall.local.stack.ServiceProcess;
import io.landfall.local.stack.SharedStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The real service, as a process, between a real broker, registry and S3 server. */
class ServiceIT {
    private static final GeneratedTable TABLE = GeneratedTable.CUSTOMERS;
    private static final int BLOCKS = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path temp;

    private final LocalStack stack = SharedStack.get();
    private int starts;

    /** What one partition's segments hold, read from the objects. */
    private static final class Landed {
        final TreeMap<Long, SegmentFooter> segments = new TreeMap<>();
        final Set<Long> rows = new HashSet<>();
        final List<GenericRecord> records = new ArrayList<>();

        long end() {
            return segments.isEmpty() ? 0 : segments.lastEntry().getValue().end();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldLandEachOffsetOnceHoweverOftenItIsKilled(String guarantee) throws Exception {
        String application = "kill-" + guarantee.replace('_', '-');
        Path config = config(application, guarantee);
        Map<String, Feeder.Topic> topics = Map.of(TABLE.table(), new Feeder.Topic(application, 2));
        Map<GeneratedTable, Integer> ids = register(application);
        Random random = new Random(7);
        Counts expected = Counts.NONE;
        Map<Integer, Long> ends = new HashMap<>();
        try (Feeder feeder = new Feeder(stack.bootstrapServers(), topics)) {
            Generator generator = new Generator(7, ids);
            ChildJvm service = start(config);
            try {
                for (int block = 0; block < BLOCKS; block++) {
                    for (Message message : generator.block(block, Generator.BLOCK, Instant.now())) {
                        if (message.table().equals(TABLE.table())) {
                            feeder.send(message);
                            // Without a value: this test's table skips these.
                            expected = expected.plus(message.value() == null ? Expected.SKIPPED : message.fate());
                        }
                    }
                    feeder.flush();
                    if (block % 60 == 59) {
                        // Anywhere between starting up, processing, uploading and committing.
                        service.join(Duration.ofMillis(2_000 + random.nextInt(4_000)));
                        service.kill();
                        service = start(config);
                    }
                }
                ends.putAll(ends(application));
                await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                    for (Map.Entry<Integer, Landed> partition :
                            landed(application, false).entrySet()) {
                        assertThat(partition.getValue().end()).isGreaterThanOrEqualTo(ends.get(partition.getKey()));
                    }
                });
                assertThat(service.stop(Duration.ofMinutes(1)))
                        .as("stopped in time")
                        .isTrue();
                assertThat(service.join()).as("exit code after SIGTERM").isZero();
            } finally {
                service.kill();
            }
        }
        check(application, expected);
        long quarantined = quarantined(application);
        if (guarantee.equals("exactly_once_v2")) {
            assertThat(quarantined).isEqualTo(expected.quarantined());
        } else {
            assertThat(quarantined).isGreaterThanOrEqualTo(expected.quarantined());
        }
    }

    private void check(String application, Counts expected) throws IOException {
        long read = 0;
        long duplicates = 0;
        long quarantined = 0;
        long skipped = 0;
        long rows = 0;
        for (Landed partition : landed(application, true).values()) {
            long next = 0;
            for (SegmentFooter segment : partition.segments.values()) {
                assertThat(segment.key().start()).as("a gap or an overlap").isEqualTo(next);
                next = segment.end();
                read += segment.ledger().read();
                duplicates += segment.ledger().duplicates();
                quarantined += segment.ledger().quarantined();
                skipped += segment.ledger().skipped();
                assertThat(segment.quarantined().ranges().stream()
                                .mapToLong(range -> range.last() - range.first() + 1)
                                .sum())
                        .isEqualTo(segment.ledger().quarantined());
            }
            rows += partition.rows.size();
            assertThat(partition.records)
                    .as("each position in one row")
                    .hasSameSizeAs(partition.rows)
                    .allSatisfy(row -> assertThat(row.get("email") == null
                                    || row.get("email").toString().contains("enc_"))
                            .isTrue());
        }
        assertThat(new Counts(read, rows, duplicates, quarantined, skipped)).isEqualTo(expected);
    }

    @Test
    void shouldRefuseToStartWithoutItsTopicAndSayWhy() throws Exception {
        Path config = config("no-topic", "exactly_once_v2");
        register("no-topic");
        ChildJvm service = start(config);

        assertThat(service.join(Duration.ofMinutes(1))).isTrue();
        assertThat(service.join()).isEqualTo(1);
        assertThat(Files.readString(service.log())).contains("cannot start", "topic no-topic does not exist");
    }

    @ParameterizedTest
    @MethodSource("io.landfall.local.stack.Javas#all")
    void shouldLandAndReportHealthAndMetricsOnEachJava(Path java) throws Exception {
        int port = Ports.free();
        String application = "healthy-" + java.getFileName().toString().replaceAll("[^a-z0-9-]", "-");
        Path config = config(application, "exactly_once_v2");
        Files.writeString(config, Files.readString(config).replace("port: 0", "port: " + port));
        Map<GeneratedTable, Integer> ids = register(application);
        try (Feeder feeder =
                new Feeder(stack.bootstrapServers(), Map.of(TABLE.table(), new Feeder.Topic(application, 2)))) {
            for (Message message : new Generator(7, ids).block(0, Generator.BLOCK, Instant.now())) {
                if (message.table().equals(TABLE.table())) {
                    feeder.send(message);
                }
            }
        }
        Map<Integer, Long> ends = ends(application);
        ChildJvm service = start(config, java);
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> {
                        assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);
                        assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
                        assertThat(get(port, "/metrics").body())
                                .contains(
                                        "landfall_records_read_total{table=\"bz_customers\"}",
                                        "kafka_stream",
                                        "jvm_memory");
                        landed(application, false).forEach((partition, landed) -> assertThat(landed.end())
                                .isEqualTo(ends.get(partition)));
                    });
        } finally {
            service.kill();
        }
    }

    @Test
    void shouldEndInOrderWhenItIsStoppedWhileItStarts() throws Exception {
        int port = Ports.free();
        Path config = config("starting", "at_least_once");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("port: 0", "port: " + port)
                        .replace(stack.bootstrapServers(), "127.0.0.1:" + Ports.free()));
        ChildJvm service = start(config);
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() ->
                            assertThat(get(port, "/health/live").statusCode()).isEqualTo(200));
            assertThat(service.stop(Duration.ofSeconds(10))).isTrue();
            assertThat(service.join()).isZero();
        } finally {
            service.kill();
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private ChildJvm start(Path config) {
        return start(config, Path.of(System.getProperty("java.home")));
    }

    private ChildJvm start(Path config, Path java) {
        List<String> shipped =
                List.of(System.getProperty("landfall.jar"), "target/classes"); // the latter for what starts it
        String name = config.getFileName() + "-" + ++starts;
        return ChildJvm.start(
                ServiceProcess.program(name, shipped, config, List.of(), "768m").on(java), temp.resolve("service"));
    }

    private Map<GeneratedTable, Integer> register(String topic) {
        int id = new SchemaRegistration(stack.registryUrl()).register(topic + "-value", TABLE.schema());
        Map<GeneratedTable, Integer> ids = new EnumMap<>(GeneratedTable.class);
        for (GeneratedTable table : GeneratedTable.values()) {
            ids.put(table, id);
        }
        return ids;
    }

    private Path config(String application, String guarantee) throws IOException {
        Path key = Files.writeString(temp.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
        String table = InventoryExample.load().section(TABLE.table()).replaceAll("(tombstones|key_field): .*\n", "");
        return Files.writeString(
                temp.resolve(application),
                """
                application: %1$s
                source_system: TEST
                kafka: { bootstrap_servers: "%2$s", properties: { session.timeout.ms: "6000", heartbeat.interval.ms: "1500" } }
                schema_registry: { url: "%3$s" }
                processing: { guarantee: %4$s, threads: 2, state_dir: "%5$s" }
                landing:
                  root: s3://%6$s/%1$s
                  roll_every: 1s
                  s3: { endpoint: "%7$s", region: %8$s, path_style: true, access_key: %9$s, secret_key: %10$s }
                keys: { current: k1, ring: { k1: "${file:%11$s}" } }
                service: { host: 127.0.0.1, port: 0 }
                tables:
                  %12$s:
                    topic: %1$s
                %13$s
                """
                        .formatted(
                                application,
                                stack.bootstrapServers(),
                                stack.registryUrl(),
                                guarantee,
                                temp.resolve("state"),
                                S3Server.BUCKET,
                                stack.s3Endpoint(),
                                S3Server.REGION,
                                S3Server.ACCESS_KEY,
                                S3Server.SECRET_KEY,
                                key,
                                TABLE.table(),
                                table.indent(4)));
    }

    private Map<Integer, Landed> landed(String application, boolean withRows) throws IOException {
        Map<Integer, Landed> partitions = new HashMap<>();
        for (int partition = 0; partition < 2; partition++) {
            partitions.put(partition, new Landed());
        }
        for (S3Object object : stack.s3()
                .client()
                .listObjectsV2Paginator(b -> b.bucket(S3Server.BUCKET).prefix(application + "/" + TABLE.table() + "/"))
                .contents()) {
            Optional<SegmentKey> parsed = SegmentKey.parse(object.key());
            if (parsed.isEmpty()) {
                continue; // the server lists files that it is still writing
            }
            SegmentKey key = parsed.get();
            Landed landed = partitions.get(key.shard().partition());
            Path file = temp.resolve("objects").resolve(object.key());
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                stack.s3().client().getObject(b -> b.bucket(S3Server.BUCKET).key(object.key()), file);
            }
            try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
                SegmentFooter footer = SegmentFooter.fromFooter(
                        reader.getFooter().getFileMetaData().getKeyValueMetaData());
                assertThat(footer.key()).isEqualTo(key);
                landed.segments.put(key.start(), footer);
            }
            if (withRows) {
                readRows(file, landed);
            }
        }
        return partitions;
    }

    private static void readRows(Path file, Landed landed) throws IOException {
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), new PlainParquetConfiguration())
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                landed.rows.add((Long) row.get("source_offset"));
                landed.records.add(row);
            }
        }
    }

    private Map<Integer, Long> ends(String topic) {
        Map<Integer, Long> ends = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.endOffsets(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)))
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
        }
        return ends;
    }

    /** How many records the quarantine topic holds for those who read committed ones. */
    private long quarantined(String application) {
        long count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(application + ".quarantine").stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    assertThat(record.value()).isNotEmpty();
                    count++;
                }
            }
        }
        return count;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
