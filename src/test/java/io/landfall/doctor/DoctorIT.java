package io.landfall.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.landfall.LoopbackServer;
import io.landfall.cli.Landfall;
import io.landfall.local.feed.SchemaRegistration;
import io.landfall.local.stack.Broker;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.S3Server;
import io.landfall.local.stack.SharedStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command on a real broker, registry and S3 server: one planted fault at a time, and exactly that is found. */
class DoctorIT {
    /** What is so in each scene: nobody reads, and the local S3 server neither encrypts nor knows lifecycle rules. */
    private static final List<String> ALWAYS =
            List.of("kafka/groups group-idle", "landing/encryption not-encrypted", "landing/uploads cannot-look");

    @TempDir
    Path folder;

    private final LocalStack stack = SharedStack.get();

    /** Spoils a scene. */
    @FunctionalInterface
    private interface Plant {
        void in(Scene scene) throws Exception;
    }

    /** What a command printed. */
    private record Ended(int code, JsonNode report) {
        /** Check and fault of what is not well, and beyond what is always so. */
        List<String> faults() {
            return StreamSupport.stream(report.get("findings").spliterator(), false)
                    .filter(finding -> finding.has("fault"))
                    .map(finding -> finding.get("check").asText() + " "
                            + finding.get("fault").asText())
                    .toList();
        }

        List<String> beyondTheUsual() {
            return faults().stream().filter(fault -> !ALWAYS.contains(fault)).toList();
        }

        String found(String fault) {
            return StreamSupport.stream(report.get("findings").spliterator(), false)
                    .filter(finding -> finding.path("fault").asText().equals(fault))
                    .map(finding -> finding.path("subject").asText() + ": "
                            + finding.get("found").asText())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A table whose topic has ten records, of which a group that is not at work has committed all. */
    private final class Scene implements AutoCloseable {
        final String name;
        final Admin admin;
        String bootstrapServers;
        String registry = stack.registryUrl();
        String bucket = S3Server.BUCKET;
        String endpoint = stack.s3Endpoint();
        String accessKey = S3Server.ACCESS_KEY;
        String secretKey = S3Server.SECRET_KEY;
        String subject;
        String key;
        String fields = "email: tokenize";
        String rollEvery = "60s";

        Scene(String name, Broker broker) throws Exception {
            this.name = name;
            this.subject = name + "-value";
            this.bootstrapServers = broker.bootstrapServers();
            this.admin = broker.admin();
            this.key = Files.writeString(
                            folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]))
                    .toString();
            admin.createTopics(
                            List.of(new NewTopic(name, 1, (short) 1), new NewTopic(name + ".quarantine", 1, (short) 1)))
                    .all()
                    .get();
            produce(10, System.currentTimeMillis());
            commit(10);
            new SchemaRegistration(stack.registryUrl())
                    .register(
                            name + "-value",
                            SchemaBuilder.record("order")
                                    .fields()
                                    .requiredLong("id")
                                    .requiredString("email")
                                    .endRecord());
        }

        void produce(int records, long timestamp) throws Exception {
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrapServers),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                for (int i = 0; i < records; i++) {
                    byte[] value = "hunter2".getBytes(StandardCharsets.UTF_8);
                    producer.send(new ProducerRecord<>(name, 0, timestamp, null, value))
                            .get();
                }
            }
        }

        void commit(long offset) throws Exception {
            admin.alterConsumerGroupOffsets(name, Map.of(new TopicPartition(name, 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }

        /** A member of the group, once it polls. */
        KafkaConsumer<byte[], byte[]> reader() {
            KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "group.id", name),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.subscribe(List.of(name));
            return consumer;
        }

        GroupState groupState() throws Exception {
            return admin.describeConsumerGroups(List.of(name))
                    .describedGroups()
                    .get(name)
                    .get()
                    .groupState();
        }

        void removeBefore(long offset) throws Exception {
            admin.deleteRecords(Map.of(new TopicPartition(name, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }

        void set(String key, String value) throws Exception {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, name),
                            List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }

        /** All but one operation: where a resource has an ACL, what none allows is denied. */
        void deny(ResourceType type, String resource, AclOperation operation) throws Exception {
            admin.createAcls(List.of(
                            acl(type, resource, AclOperation.ALL, AclPermissionType.ALLOW),
                            acl(type, resource, operation, AclPermissionType.DENY)))
                    .all()
                    .get();
        }

        private static AclBinding acl(
                ResourceType type, String resource, AclOperation operation, AclPermissionType permission) {
            return new AclBinding(
                    new ResourcePattern(type, resource, PatternType.LITERAL),
                    new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
        }

        void compatibility(String level) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create(stack.registryUrl() + "/config/" + subject))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"" + level + "\"}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }

        Path config() throws IOException {
            return Files.writeString(
                    folder.resolve("landfall.yaml"),
                    """
                    application: %1$s
                    source_system: TEST
                    environments: { production: { bronze: { catalog: prod } } }
                    kafka: { bootstrap_servers: "%2$s" }
                    schema_registry: { url: "%3$s" }
                    keys: { current: k1, ring: { k1: "${file:%4$s}" } }
                    landing:
                      root: s3://%5$s/%1$s
                      roll_every: %6$s
                      s3: { endpoint: "%7$s", region: %8$s, path_style: true, access_key: %9$s, secret_key: %10$s }
                    tables:
                      bz_orders: { topic: %1$s, subject: %11$s, privacy: { %12$s } }
                    """
                            .formatted(
                                    name,
                                    bootstrapServers,
                                    registry,
                                    key,
                                    bucket,
                                    rollEvery,
                                    endpoint,
                                    S3Server.REGION,
                                    accessKey,
                                    secretKey,
                                    subject,
                                    fields));
        }

        @Override
        public void close() {
            admin.close();
        }
    }

    private static Ended doctor(Scene scene, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "doctor",
                "--config",
                scene.config().toString(),
                "--env",
                "production",
                "--only",
                "configuration,kafka,registry,landing",
                "--timeout",
                "20s",
                "--json"));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        int code = Landfall.commandLine().setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
        assertThat(out.toString()).doesNotContain("hunter2", S3Server.SECRET_KEY);
        return new Ended(code, new JsonMapper().readTree(out.toString()));
    }

    private static Arguments fault(String name, Plant plant, String... found) {
        return Arguments.of(name, plant, List.of(found));
    }

    static Stream<Arguments> faults() {
        long past = System.currentTimeMillis() - Duration.ofMinutes(40).toMillis();
        return Stream.of(
                fault("nothing", scene -> {}),
                fault("kafka-away", scene -> scene.bootstrapServers = "127.0.0.1:1", "kafka/brokers kafka-unreachable"),
                fault(
                        "topic-away",
                        scene -> scene.admin
                                .deleteTopics(List.of(scene.name))
                                .all()
                                .get(),
                        "kafka/topics topic-missing"),
                fault(
                        "quarantine-away",
                        scene -> scene.admin
                                .deleteTopics(List.of(scene.name + ".quarantine"))
                                .all()
                                .get(),
                        "kafka/topics quarantine-missing"),
                fault(
                        "group-away",
                        scene -> scene.admin
                                .deleteConsumerGroups(List.of(scene.name))
                                .all()
                                .get(),
                        "kafka/groups group-missing"),
                fault(
                        "half-of-time",
                        scene -> {
                            scene.set("retention.ms", "3600000");
                            scene.removeBefore(10);
                            scene.produce(1, past);
                        },
                        "kafka/retention behind-retention"),
                fault("less-than-half-of-time", scene -> {
                    scene.set("retention.ms", "36000000");
                    scene.removeBefore(10);
                    scene.produce(1, past);
                }),
                fault("old-but-landed", scene -> {
                    scene.set("retention.ms", "3600000");
                    scene.removeBefore(10);
                    scene.produce(1, past);
                    scene.commit(11);
                }),
                fault(
                        "half-of-bytes",
                        scene -> {
                            scene.set("retention.bytes", "100");
                            scene.commit(1);
                        },
                        "kafka/retention behind-retention"),
                fault(
                        "overtaken",
                        scene -> {
                            scene.commit(3);
                            scene.admin
                                    .deleteRecords(
                                            Map.of(new TopicPartition(scene.name, 0), RecordsToDelete.beforeOffset(7)))
                                    .all()
                                    .get();
                        },
                        "kafka/retention overtaken"),
                fault(
                        "registry-away",
                        scene -> scene.registry = "http://127.0.0.1:1",
                        "registry/server registry-unreachable"),
                fault("no-registry", scene -> scene.registry += "/x", "registry/server registry-refused"),
                fault("no-subject", scene -> scene.subject = "none", "registry/subjects subject-missing"),
                fault("no-field", scene -> scene.fields = "phone: hash", "registry/subjects schema-unusable"),
                fault(
                        "anything-goes",
                        scene -> scene.compatibility("FORWARD"),
                        "registry/compatibility incompatible-allowed"),
                fault("full", scene -> scene.compatibility("FULL")),
                fault("bucket-away", scene -> scene.bucket = "none", "landing/bucket bucket-missing"),
                fault("s3-away", scene -> scene.endpoint = "http://127.0.0.1:1", "landing/bucket s3-unreachable"),
                fault("wrong-secret", scene -> scene.secretKey = "hunter2", "landing/bucket s3-login"),
                fault("key-away", scene -> scene.key = "/nowhere", "configuration/references reference-unresolved"),
                fault(
                        "key-of-wrong-form",
                        scene -> Files.writeString(Path.of(scene.key), "hunter2!"),
                        "configuration/references invalid"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void shouldFindExactlyTheFault(String name, Plant plant, List<String> found) throws Exception {
        try (Scene scene = new Scene("doctor-" + name, stack.broker())) {
            plant.in(scene);

            Ended ended = doctor(scene);

            assertThat(ended.beyondTheUsual()).isEqualTo(found);
            boolean failed = found.stream()
                    .map(fault -> fault.split(" ", -1)[1])
                    .anyMatch(fault ->
                            Fault.valueOf(fault.toUpperCase(Locale.ROOT).replace('-', '_'))
                                            .status()
                                    == Status.FAIL);
            assertThat(ended.code()).isEqualTo(failed ? 1 : 0);
        }
    }

    @Test
    void shouldFindNothingWrongWithAGroupThatReads() throws Exception {
        try (Scene scene = new Scene("doctor-reading", stack.broker());
                KafkaConsumer<byte[], byte[]> consumer = scene.reader()) {
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
            }

            assertThat(doctor(scene).faults()).isNotEmpty().noneMatch(fault -> fault.startsWith("kafka/"));
        }
    }

    @Test
    void shouldFindAGroupThatIsBeingRebalanced() throws Exception {
        try (Scene scene = new Scene("doctor-moving", stack.broker());
                KafkaConsumer<byte[], byte[]> member = scene.reader();
                KafkaConsumer<byte[], byte[]> another = scene.reader()) {
            while (member.assignment().isEmpty()) {
                member.poll(Duration.ofMillis(100));
            }
            // The group waits for its member to join again, for minutes: that does not poll any more.
            while (scene.groupState() == GroupState.STABLE) {
                another.poll(Duration.ofMillis(100));
            }

            Ended ended = doctor(scene);

            assertThat(ended.beyondTheUsual()).containsExactly("kafka/groups group-moving");
            assertThat(ended.found("group-moving")).endsWith("PreparingRebalance");
            assertThat(ended.code()).isZero();
            another.close(CloseOptions.timeout(Duration.ZERO)); // it would wait until it has joined
        }
    }

    @Test
    void shouldLeaveNothingInTheLandingArea() throws Exception {
        try (Scene scene = new Scene("doctor-tidy", stack.broker());
                var store = SharedStack.store(scene.name)) {
            doctor(scene);

            assertThat(store.list("", "", 10)).isEmpty();
        }
    }

    @Test
    void shouldFindRightsThatAreMissingAndTransactionsThatAreTooLong() throws Exception {
        Map<String, String> strict = Map.of(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found", "true",
                "transaction.max.timeout.ms", "330000");
        try (Broker broker = Broker.start(folder.resolve("broker"), strict);
                Scene scene = new Scene("doctor-denied", broker)) {
            assertThat(doctor(scene).beyondTheUsual()).containsExactly("kafka/transactions transaction-too-long");

            scene.rollEvery = "10s";
            assertThat(doctor(scene).beyondTheUsual()).isEmpty();

            scene.deny(ResourceType.TOPIC, scene.name, AclOperation.READ);
            Ended topic = doctor(scene);
            assertThat(topic.beyondTheUsual()).containsExactly("kafka/rights right-missing");
            assertThat(topic.found("right-missing"))
                    .startsWith("topic doctor-denied: ")
                    .endsWith("[READ]");

            scene.deny(ResourceType.TOPIC, scene.name + ".quarantine", AclOperation.WRITE);
            scene.deny(ResourceType.GROUP, scene.name, AclOperation.READ);
            scene.deny(ResourceType.CLUSTER, "kafka-cluster", AclOperation.CREATE);
            assertThat(doctor(scene).beyondTheUsual()).hasSize(3).allMatch("kafka/rights right-missing"::equals);

            scene.admin.deleteTopics(List.of(scene.name + ".quarantine")).all().get();
            assertThat(doctor(scene).beyondTheUsual()).contains("kafka/rights may-not-create");
        }
    }

    @Test
    void shouldSkipAllButTheConfigurationWhereThatIsWrong() throws Exception {
        try (Scene scene = new Scene("doctor-wrong", stack.broker())) {
            scene.fields = "email: tokenise";

            Ended ended = doctor(scene);

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.faults()).containsExactly("configuration/file invalid");
            assertThat(ended.report().get("skipped").asInt()).isGreaterThan(10);
        }
    }

    @Test
    void shouldSkipWhatNeedsAReferenceThatIsNotThere() throws Exception {
        try (Scene scene = new Scene("doctor-no-reference", stack.broker())) {
            scene.bootstrapServers = "${env:LANDFALL_TEST_NOWHERE}";

            Ended ended = doctor(scene);

            assertThat(ended.beyondTheUsual()).containsExactly("configuration/references reference-unresolved");
            assertThat(ended.report().toString())
                    .contains("a value of the configuration cannot be had: see configuration/references");
        }
    }

    static Stream<Arguments> logins() {
        String profile = "[lake]\nhost = %1$s\nclient_id = a-client\nclient_secret = hunter2\n";
        return Stream.of(
                Arguments.of("token", Map.of("DATABRICKS_HOST", "%1$s", "DATABRICKS_TOKEN", "hunter2"), ""),
                Arguments.of(
                        "client",
                        Map.of(
                                "DATABRICKS_HOST", "%1$s",
                                "DATABRICKS_CLIENT_ID", "a-client",
                                "DATABRICKS_CLIENT_SECRET", "hunter2"),
                        ""),
                Arguments.of(
                        "profile",
                        Map.of("DATABRICKS_CONFIG_PROFILE", "lake", "DATABRICKS_CONFIG_FILE", "%2$s"),
                        profile));
    }

    /** Says where tokens are, and then no to everything. */
    private static LoopbackServer refusing() {
        return new LoopbackServer(exchange -> {
            boolean where = exchange.getRequestURI().getPath().endsWith("/oidc/.well-known/oauth-authorization-server");
            String address = "http://" + exchange.getRequestHeaders().getFirst("Host");
            String answer = where
                    ? "{\"token_endpoint\":\"" + address + "/oidc/v1/token\"}"
                    : "{\"error_code\":\"UNAUTHENTICATED\",\"message\":\"no\"}";
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(where ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /** The command as it is shipped: the jar, in a process of its own, with a workspace that refuses its login. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("logins")
    void shouldAskTheWorkspaceOfTheEnvironment(String login, Map<String, String> environment, String profiles)
            throws Exception {
        try (LoopbackServer workspace = refusing();
                Scene scene = new Scene("doctor-shipped-" + login, stack.broker())) {
            Path file = folder.resolve(".databrickscfg");
            Files.writeString(file, profiles.formatted(workspace.uri()));
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            ProcessBuilder command = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-jar",
                            System.getProperty("landfall.jar"),
                            "doctor",
                            "--config",
                            scene.config().toString(),
                            "--env",
                            "production",
                            "--timeout",
                            "20s")
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            environment.forEach(
                    (name, value) -> command.environment().put(name, value.formatted(workspace.uri(), file)));
            Process process = command.start();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(out))
                    .contains("FAIL    databricks/login", "Remedy: " + Fault.WORKSPACE_LOGIN.remedy())
                    .contains("skipped databricks/jobs", "needs databricks/login, which failed")
                    .contains("ok      kafka/topics", "ok      landing/create-only")
                    .contains("failed: ")
                    .doesNotContain("hunter2", "\u001b");
            assertThat(Files.readString(err)).doesNotContain("hunter2", "com.databricks");
        }
    }
}
