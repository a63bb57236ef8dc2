package io.landfall.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.ObjectStore;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.S3Server;
import io.landfall.local.stack.SharedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The command as it is shipped, the jar in a process of its own, on a real broker and a real S3 server. */
class ReconcileIT {
    private static final String TABLE = "bz_orders";

    @TempDir
    private Path folder;

    private final LocalStack stack = SharedStack.get();

    private record Ended(int code, String out, String err) {}

    /** A topic with two partitions of 30 and 5 records, all landed and committed, and in a bronze table but for the last. */
    private final class Scene implements AutoCloseable {
        final String name;
        final Shard first;
        final Shard second;
        final Path config;
        final S3Client s3 = stack.s3().client();

        Scene(String name) throws Exception {
            this.name = name;
            this.first = new Shard(TABLE, 1, name, 0);
            this.second = new Shard(TABLE, 1, name, 1);
            this.config = config(name, stack.bootstrapServers());
            try (Admin admin = stack.broker().admin()) {
                admin.createTopics(List.of(new NewTopic(name, 2, (short) 1)))
                        .all()
                        .get();
                produce(0, 30);
                produce(1, 5);
                admin.alterConsumerGroupOffsets(
                                name,
                                Map.of(
                                        new TopicPartition(name, 0), new OffsetAndMetadata(30),
                                        new TopicPartition(name, 1), new OffsetAndMetadata(5)))
                        .all()
                        .get();
            }
            try (ObjectStore store = store()) {
                new LandedShard(store, first, 0, Clock.systemUTC())
                        .rows(0, 10)
                        .commit(10)
                        .rows(10, 20)
                        .commit(20)
                        .rows(20, 30)
                        .commit(30);
                new LandedShard(store, second, 0, Clock.systemUTC()).rows(0, 5).commit(5);
            }
        }

        private void produce(int partition, int records) throws Exception {
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", stack.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int i = 0; i < records; i++) {
                    byte[] value = "SECRET".getBytes(StandardCharsets.UTF_8);
                    sent.add(producer.send(new ProducerRecord<>(name, partition, null, value)));
                }
                for (Future<RecordMetadata> record : sent) {
                    record.get();
                }
            }
        }

        ObjectStore store() {
            return SharedStack.store(name);
        }

        String key(Shard shard, long start) {
            return name + "/" + shard.segmentAt(start).path();
        }

        byte[] get(String key) {
            return s3.getObjectAsBytes(b -> b.bucket(S3Server.BUCKET).key(key)).asByteArray();
        }

        void put(String key, byte[] bytes) {
            s3.putObject(b -> b.bucket(S3Server.BUCKET).key(key), RequestBody.fromBytes(bytes));
        }

        /** A Delta table whose files are these segments: Delta asks for no more than a log. */
        void bronze(List<String> segments) {
            String folder = name + "-lake/warehouse/inventory_bronze/" + TABLE + "/";
            StringBuilder log = new StringBuilder(
                    """
                    {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
                    {"metaData":{"id":"t","format":{"provider":"parquet","options":{}},"schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[\
                    {\\"name\\":\\"id\\",\\"type\\":\\"string\\",\\"nullable\\":true,\\"metadata\\":{}},\
                    {\\"name\\":\\"source_offset\\",\\"type\\":\\"long\\",\\"nullable\\":true,\\"metadata\\":{}},\
                    {\\"name\\":\\"batch_id\\",\\"type\\":\\"string\\",\\"nullable\\":true,\\"metadata\\":{}}]}",\
                    "partitionColumns":[],"configuration":{},"createdTime":0}}
                    """);
            for (int i = 0; i < segments.size(); i++) {
                byte[] bytes = get(segments.get(i));
                put(folder + "part-" + i + ".parquet", bytes);
                log.append(
                        "{\"add\":{\"path\":\"part-%d.parquet\",\"partitionValues\":{},\"size\":%d,\"modificationTime\":0,\"dataChange\":true}}%n"
                                .formatted(i, bytes.length));
            }
            put(folder + "_delta_log/00000000000000000000.json", log.toString().getBytes(StandardCharsets.UTF_8));
        }

        /** The rows of a segment but for the first. */
        String oneRowLess(String segment) throws IOException {
            Path whole = folder.resolve("whole.parquet");
            Path less = folder.resolve("less.parquet");
            Files.deleteIfExists(less);
            Files.write(whole, get(segment));
            try (ParquetReader<GenericRecord> rows = AvroParquetReader.<GenericRecord>builder(
                            new LocalInputFile(whole), new PlainParquetConfiguration())
                    .build()) {
                GenericRecord removed = rows.read();
                try (ParquetWriter<GenericRecord> rest = AvroParquetWriter.<GenericRecord>builder(
                                new LocalOutputFile(less))
                        .withConf(new PlainParquetConfiguration())
                        .withSchema(removed.getSchema())
                        .build()) {
                    for (GenericRecord row = rows.read(); row != null; row = rows.read()) {
                        rest.write(row);
                    }
                }
            }
            String key = name + "-lake/less.parquet";
            put(key, Files.readAllBytes(less));
            return key;
        }

        String lake() {
            return "s3://" + S3Server.BUCKET + "/" + name + "-lake/warehouse";
        }

        @Override
        public void close() {
            s3.close();
        }
    }

    private Path config(String application, String bootstrapServers) {
        try {
            return Files.writeString(
                    folder.resolve("landfall.yaml"),
                    """
                    application: %1$s
                    source_system: TEST
                    kafka: { bootstrap_servers: "%2$s", properties: { default.api.timeout.ms: "5000", request.timeout.ms: "4000" } }
                    schema_registry: { url: "%3$s" }
                    landing:
                      root: s3://%4$s/%1$s
                      s3: { endpoint: "%5$s", region: %6$s, path_style: true, access_key: %7$s, secret_key: %8$s }
                    bronze: { catalog: prod, schema: inventory_bronze }
                    tables: { bz_orders: { topic: %1$s } }
                    """
                            .formatted(
                                    application,
                                    bootstrapServers,
                                    stack.registryUrl(),
                                    S3Server.BUCKET,
                                    stack.s3Endpoint(),
                                    S3Server.REGION,
                                    S3Server.ACCESS_KEY,
                                    S3Server.SECRET_KEY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ended reconcile(Path config, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                System.getProperty("landfall.jar"),
                "reconcile",
                "--config",
                config.toString()));
        command.addAll(List.of(more));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        // Java says on standard error that it takes these options.
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void shouldEndWithZeroWhereAllAgrees() throws Exception {
        try (Scene scene = new Scene("reconcile-clean")) {
            scene.bronze(List.of(scene.key(scene.first, 0), scene.key(scene.first, 10), scene.key(scene.second, 0)));

            Ended ended = reconcile(scene.config, "--bronze", scene.lake());
            assertThat(ended.err()).isEmpty();
            assertThat(ended.code()).isZero();
            assertThat(ended.out().lines().toList().get(1).split(" {2,}", -1))
                    .containsExactly(
                            TABLE,
                            "1",
                            "0",
                            "0..30",
                            "30",
                            "0..30",
                            "3",
                            "30",
                            "0",
                            "0",
                            "0",
                            "0",
                            "20",
                            "clean; 1 segment to ingest");
            assertThat(ended.out()).contains("clean: 4 segments with 35 rows").doesNotContain("SECRET");
        }
    }

    @Test
    void shouldEndWithOneAndNameEachDamage() throws Exception {
        try (Scene scene = new Scene("reconcile-damaged")) {
            String doubled = scene.key(scene.first, 0);
            String removed = scene.oneRowLess(scene.key(scene.first, 20));
            scene.bronze(List.of(doubled, doubled, removed, scene.key(scene.second, 0)));
            scene.s3.deleteObject(b -> b.bucket(S3Server.BUCKET).key(scene.key(scene.first, 10)));
            scene.put(scene.name + "/" + TABLE + "/g0001/readme.txt", new byte[] {1});
            byte[] whole = scene.get(scene.key(scene.second, 0));
            scene.put(scene.key(scene.second, 0), Arrays.copyOf(whole, whole.length / 2));
            try (ObjectStore store = scene.store()) {
                new LandedShard(store, scene.first, 25, Clock.systemUTC())
                        .rows(25, 30)
                        .land(30);
            }

            Ended ended = reconcile(scene.config, "--bronze", scene.lake(), "--table", TABLE, "--json");
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err()).isEmpty();
            JsonNode report = new JsonMapper().readTree(ended.out());
            assertThat(report.get("clean").asBoolean()).isFalse();
            assertThat(report.get("findings"))
                    .extracting(finding -> finding.get("kind").asText() + " "
                            + finding.path("from").asText() + "-"
                            + finding.path("to").asText() + " "
                            + finding.get("objects").get(0).asText())
                    .containsExactlyInAnyOrder(
                            "rows-doubled 0-10 " + scene.first.segmentAt(0).path(),
                            "rows-missing 20-30 " + scene.first.segmentAt(20).path(),
                            "gap 10-20 " + scene.first.segmentAt(0).path(),
                            "overlap 25-30 " + scene.first.segmentAt(20).path(),
                            "damaged - " + scene.second.segmentAt(0).path(),
                            "alien - " + TABLE + "/g0001/readme.txt");
            Ended text = reconcile(scene.config, "--bronze", scene.lake());
            assertThat(text.code()).isEqualTo(1);
            assertThat(text.out()).contains("6 findings: ", "gap  bz_orders g1 reconcile-damaged-0 [10, 20)");
            assertThat(ended.out() + text.out()).doesNotContain("SECRET");
        }
    }

    @Test
    void shouldFindATopicThatWasMadeAnewAndAGroupThatIsGone() throws Exception {
        try (Scene scene = new Scene("reconcile-anew");
                Admin admin = stack.broker().admin()) {
            admin.deleteConsumerGroups(List.of(scene.name)).all().get();
            Ended withoutGroup = reconcile(scene.config);
            assertThat(withoutGroup.code()).isEqualTo(1);
            assertThat(withoutGroup.out()).contains("group-set-back  bz_orders g1 reconcile-anew-0 [0, 20)");

            admin.deleteTopics(List.of(scene.name)).all().get();
            Ended withoutTopic = reconcile(scene.config);
            assertThat(withoutTopic.code()).isEqualTo(1);
            assertThat(withoutTopic.out()).contains("topic-missing  bz_orders").contains("1 finding:");
        }
    }

    @Test
    void shouldSayThatItCouldNotLook() throws Exception {
        Ended ended = reconcile(config("reconcile-nowhere", "127.0.0.1:1"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("landfall: ReconcileException: Kafka: ");
    }
}
