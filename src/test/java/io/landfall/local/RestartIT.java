package io.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.ServiceProcess;
import io.landfall.local.stack.SharedStack;
import io.landfall.proof.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How long a service that was killed takes until it processes again. {@code -Dlandfall.keys=10000000} is what a large table has in
 * its dedupe stores; the default is a short form.
 */
@Proof("After a restart, also in another process, a service with much state works again soon")
class RestartIT {
    private static final int KEYS = Integer.getInteger("landfall.keys", 200_000);
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration BACK = Duration.ofSeconds(30);

    /** What a standby replica has to read what is left of a changelog. */
    private static final Duration COPIED = Duration.ofSeconds(10);

    /** Nobody waits long for a member that died. */
    private static final String SHORT_SESSION = "session.timeout.ms: 6000, heartbeat.interval.ms: 1500";

    /** A member that comes back is known by its name, so nobody waits for the end of its session of 45 s. */
    private static final String NAMED = "group.instance.id: landfall-1";

    @TempDir
    private Path temp;

    private final LocalStack stack = SharedStack.get();

    @ParameterizedTest
    @CsvSource({
        "at_least_once, true, false",
        "at_least_once, true, true",
        "exactly_once_v2, true, false",
        "exactly_once_v2, false, false"
    })
    void shouldProcessAgainSoonAfterARestart(String guarantee, boolean killed, boolean named) throws Exception {
        String name =
                "restart-" + guarantee.replace('_', '-') + (killed ? "-killed" : "-stopped") + (named ? "-named" : "");
        try (ReadingsFeed feed = new ReadingsFeed(stack, 2);
                Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            feed.create(PARTITIONS, name);
            Path config = config(name, guarantee, named ? NAMED : SHORT_SESSION, "state", "");
            ChildJvm service = start(name, config);
            try {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    feed.send(name, partition, KEYS / PARTITIONS);
                }
                long fed = feed.sent();
                patiently(service).until(() -> committed(admin, name) >= fed);
                if (killed) {
                    service.kill();
                } else {
                    assertThat(service.stop(Duration.ofMinutes(2))).isTrue();
                }
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    feed.send(name, partition, 1);
                }
                feed.flush();
                service = start(name, config);

                Duration back = untilAllIsCommitted(admin, name);
                report(name, back);
                if (guarantee.equals("at_least_once")) {
                    assertThat(back).isLessThan(BACK);
                }
            } finally {
                service.kill();
            }
        }
    }

    /** Its tasks' stores are in another process: a copy with a standby replica, else they are read from the changelog. */
    @ParameterizedTest
    @CsvSource({"0", "1"})
    void shouldGoOnInAnotherProcess(int standbys) throws Exception {
        String name = "takeover-" + standbys;
        try (ReadingsFeed feed = new ReadingsFeed(stack, 2);
                Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            feed.create(PARTITIONS, name);
            String more = "properties: { num.standby.replicas: %d }".formatted(standbys);
            ChildJvm lost = start(name + "-lost", config(name, "exactly_once_v2", SHORT_SESSION, "lost", more));
            ChildJvm other = start(name + "-other", config(name, "exactly_once_v2", SHORT_SESSION, "other", more));
            try {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    feed.send(name, partition, KEYS / PARTITIONS);
                }
                long fed = feed.sent();
                patiently(lost).until(() -> committed(admin, name) >= fed && membersWithPartitions(admin, name) == 4);
                Thread.sleep(COPIED.toMillis());
                lost.kill();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    feed.send(name, partition, 1);
                    feed.sendKey(name, partition, (long) KEYS / PARTITIONS * partition);
                }
                feed.flush();
                Duration back = untilAllIsCommitted(admin, name);

                report(name, back);
                assertThat(other.stop(Duration.ofMinutes(2))).isTrue();
                assertThat(duplicates()).isEqualTo(PARTITIONS);
            } finally {
                lost.kill();
                other.kill();
            }
        }
    }

    /** Two threads of each of two services, if each partition has one of its own. */
    private static long membersWithPartitions(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    private static Duration untilAllIsCommitted(Admin admin, String name) {
        long began = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> lag(admin, name) == 0);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void report(String what, Duration back) throws IOException {
        Files.writeString(
                Path.of("target", "restart.txt"),
                "%s, %d keys: processed again and committed after %.1f s%n"
                        .formatted(what, KEYS, back.toMillis() / 1e3),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** How many records all segments say were dropped because their key was known. */
    private long duplicates() throws IOException {
        long duplicates = 0;
        List<Path> segments;
        try (Stream<Path> files = Files.walk(temp.resolve("landing"))) {
            segments =
                    files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
        for (Path segment : segments) {
            try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(segment))) {
                duplicates += SegmentFooter.fromFooter(
                                reader.getFooter().getFileMetaData().getKeyValueMetaData())
                        .ledger()
                        .duplicates();
            }
        }
        return duplicates;
    }

    private static ConditionFactory patiently(ChildJvm service) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .failFast("the service ended; its log is " + service.log(), () -> !service.isAlive());
    }

    private static long committed(Admin admin, String group) throws ExecutionException, InterruptedException {
        return offsets(admin, group).values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static long lag(Admin admin, String group) throws ExecutionException, InterruptedException {
        long lag = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> committed :
                offsets(admin, group).entrySet()) {
            lag += admin.listOffsets(Map.of(committed.getKey(), OffsetSpec.latest()))
                            .partitionResult(committed.getKey())
                            .get()
                            .offset()
                    - committed.getValue().offset();
        }
        return lag;
    }

    private ChildJvm start(String name, Path config) {
        return ServiceProcess.start(name, config, List.of(), temp.resolve("service"), "512m");
    }

    private Path config(String name, String guarantee, String membership, String state, String more)
            throws IOException {
        byte[] secret = "a key that only tests know, 32 b".getBytes(StandardCharsets.US_ASCII);
        Path key = Files.writeString(temp.resolve("key"), Base64.getEncoder().encodeToString(secret));
        return Files.writeString(
                temp.resolve(state + ".yaml"),
                """
                application: %1$s
                source_system: TEST
                kafka: { bootstrap_servers: "%2$s", properties: { %8$s } }
                schema_registry: { url: "%3$s" }
                processing: { guarantee: %4$s, threads: 2, state_dir: "%5$s", %9$s }
                landing: { root: "%6$s", roll_every: 1s }
                keys: { current: k1, ring: { k1: "${file:%7$s}" } }
                service: { host: 127.0.0.1, port: 0 }
                tables:
                  bz_restart: { topic: %1$s, dedupe: { by: key, within: 24h } }
                """
                        .formatted(
                                name,
                                stack.bootstrapServers(),
                                stack.registryUrl(),
                                guarantee,
                                temp.resolve(state),
                                temp.resolve("landing").toUri(),
                                key,
                                membership,
                                more));
    }
}
