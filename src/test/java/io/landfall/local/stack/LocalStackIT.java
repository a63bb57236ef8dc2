package io.landfall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.proof.Proof;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalStackIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void shouldShowCommittedTransactionsOnly() throws Exception {
        LocalStack stack = SharedStack.get();
        createTopic(stack, "stack.transactions");
        produce(stack, "stack.transactions", "kept", true);
        produce(stack, "stack.transactions", "dropped", false);
        produce(stack, "stack.transactions", "kept too", true);
        assertThat(consume(stack, "stack.transactions", 2)).containsExactly("kept", "kept too");
    }

    @Test
    void shouldRefuseIncompatibleSchemas() throws Exception {
        LocalStack stack = SharedStack.get();
        assertThat(register(stack, "stack-strict-value", "long").statusCode()).isEqualTo(200);
        assertThat(register(stack, "stack-strict-value", "string").statusCode()).isEqualTo(409);
    }

    @Test
    void shouldLetOneOfManyCreateOnlyWritersWin() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try (S3Client s3 = SharedStack.get().s3().client()) {
            for (int round = 0; round < 10; round++) {
                String key = "stack/contested-" + round;
                List<Callable<Boolean>> writes = new ArrayList<>();
                for (int writer = 0; writer < 4; writer++) {
                    String body = "writer " + writer;
                    writes.add(() -> create(s3, key, body));
                }
                int winners = 0;
                for (Future<Boolean> won : writers.invokeAll(writes)) {
                    winners += won.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void shouldRefuseWrongCredentials() {
        try (S3Client stranger = S3Client.builder()
                .endpointOverride(SharedStack.get().s3().endpoint())
                .region(Region.of(S3Server.REGION))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("who", "ever")))
                .build()) {
            assertThatThrownBy(() -> stranger.listObjectsV2(b -> b.bucket(S3Server.BUCKET)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Proof("The local servers go on from their folder after a kill")
    @Test
    void shouldContinueOnItsFolderAfterAKill(@TempDir Path folder) throws Exception {
        String schema;
        try (LocalStack first = LocalStack.start(folder);
                S3Client s3 = first.s3().client()) {
            createTopic(first, "kept");
            produce(first, "kept", "from the first run", true);
            register(first, "other-value", "int");
            schema = register(first, "kept-value", "long").body();
            create(s3, "kept", "object");
            first.broker().process().kill();
            first.registry().process().kill();
            first.s3().process().kill();
        }
        try (LocalStack second = LocalStack.start(folder);
                S3Client s3 = second.s3().client()) {
            assertThat(consume(second, "kept", 1)).containsExactly("from the first run");
            assertThat(register(second, "kept-value", "long").body()).isEqualTo(schema);
            assertThat(create(s3, "kept", "other object")).isFalse();
            assertThat(s3.getObjectAsBytes(b -> b.bucket(S3Server.BUCKET).key("kept"))
                            .asUtf8String())
                    .isEqualTo("object");
            assertThat(s3.headObject(b -> b.bucket(S3Server.BUCKET).key("kept")).metadata())
                    .containsEntry("landfall-nonce", "object");
        }
    }

    private static void createTopic(LocalStack stack, String topic) throws Exception {
        try (Admin admin = stack.broker().admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void produce(LocalStack stack, String topic, String value, boolean commit) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", "stack-it-" + topic);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, value));
            producer.flush();
            assertThat(sent).isDone();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /** Reads from the start until that many records came and the end is reached. */
    private static List<String> consume(LocalStack stack, String topic, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", stack.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end || values.size() < count) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private static HttpResponse<String> register(LocalStack stack, String subject, String type) throws Exception {
        String body = ("{\"schema\": \"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":"
                        + "[{\\\"name\\\":\\\"f\\\",\\\"type\\\":\\\"%s\\\"}]}\"}")
                .formatted(type);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(stack.registryUrl() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static boolean create(S3Client s3, String key, String body) {
        try {
            s3.putObject(
                    b -> b.bucket(S3Server.BUCKET).key(key).ifNoneMatch("*").metadata(Map.of("landfall-nonce", body)),
                    RequestBody.fromString(body));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 412 || e.statusCode() == 409) {
                return false;
            }
            throw e;
        }
    }
}
