package io.landfall.local.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.local.LocalLandfall;
import io.landfall.local.feed.SchemaRegistration;
import io.landfall.local.feed.WireEncoder;
import io.landfall.proof.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's way for somebody's own topic, line by line, in a folder with a name that is not plain. */
class WorkbenchIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ORDERS = 100;
    private static final Schema ORDER = SchemaBuilder.record("order")
            .fields()
            .requiredLong("order_id")
            .optionalString("customer")
            .endRecord();

    @TempDir
    private Path temp;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Proof("A topic of somebody's own gets into a bronze table by the lines of the README")
    @Test
    void shouldBringATopicIntoABronzeTableByTheLinesOfTheReadme() throws Exception {
        List<String> blocks = blocks("## Your own topics");
        Path home = Files.createDirectory(temp.resolve("own töpics 100%"));
        Files.writeString(home.resolve("shop.yaml"), blocks.get(0));
        writeLauncher(home.resolve("landfall"));
        shell(home, "stack.log", blocks.get(1));
        Path env = home.resolve(".landfall/stack/env");
        await().atMost(PATIENCE).until(() -> Files.exists(env) && Files.size(env) > 0);
        Map<String, String> variables = variables(env);
        List<String> lines = blocks.get(2).lines().toList();
        assertThat(lines).hasSize(4);

        produce(variables);
        shell(home, "run.log", lines.get(0) + "\n" + lines.get(1) + "\nwait\n");
        awaitLanded(variables);
        Process rest = shell(home, "rest.log", lines.get(0) + "\n" + lines.get(2) + "\n" + lines.get(3) + "\n");

        assertThat(rest.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String output = Files.readString(home.resolve("rest.log"));
        assertThat(rest.exitValue()).as(output).isZero();
        assertThat(output.lines().filter(line -> line.matches("\\| *\\d+\\|.*")))
                .as(output)
                .hasSize(ORDERS);
        try (var left = Files.list(temp)) {
            assertThat(left).as("nothing is outside of the folder").containsExactly(home);
            assertThat(home.resolve(".landfall/stack/streams")).isNotEmptyDirectory();
        }
    }

    /** The code of a section of the README. */
    private static List<String> blocks(String heading) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf(heading) + heading.length());
        Matcher block =
                Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$").matcher(section.substring(0, section.indexOf("\n## ")));
        List<String> blocks = block.results().map(found -> found.group(1)).toList();
        assertThat(blocks).hasSize(3);
        return blocks;
    }

    /** As the launcher script does when all is built. */
    private static void writeLauncher(Path file) throws IOException {
        Files.writeString(
                file,
                "#!/usr/bin/env bash\nexec '%s/bin/java' -Xmx512m -XX:+UseSerialGC -cp '%s' %s \"$@\"\n"
                        .formatted(
                                System.getProperty("java.home"),
                                System.getProperty("java.class.path"),
                                LocalLandfall.class.getName()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process shell(Path home, String log, String script) throws IOException {
        Process process = new ProcessBuilder("bash", "-e", "-c", script)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(log).toFile())
                .start();
        processes.add(0, process);
        return process;
    }

    private static Map<String, String> variables(Path env) throws IOException {
        return Pattern.compile("export (\\w+)='(.*)'")
                .matcher(Files.readString(env))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private static void produce(Map<String, String> variables) throws Exception {
        int id = new SchemaRegistration(variables.get("SCHEMA_REGISTRY_URL")).register("shop.orders-value", ORDER);
        WireEncoder encoder = new WireEncoder(ORDER, id);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", variables.get("KAFKA_BOOTSTRAP_SERVERS")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < ORDERS; i++) {
                GenericData.Record order = new GenericData.Record(ORDER);
                order.put("order_id", (long) i);
                order.put("customer", "c" + i % 7);
                producer.send(new ProducerRecord<>("shop.orders", i % 3, null, encoder.encode(order)))
                        .get();
            }
        }
    }

    /** The service has landed, and committed, all. */
    private static void awaitLanded(Map<String, String> variables) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", variables.get("KAFKA_BOOTSTRAP_SERVERS")))) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() ->
                            admin
                                            .listConsumerGroupOffsets("shop")
                                            .partitionsToOffsetAndMetadata()
                                            .get()
                                            .values()
                                            .stream()
                                            .mapToLong(OffsetAndMetadata::offset)
                                            .sum()
                                    == ORDERS);
        }
    }
}
