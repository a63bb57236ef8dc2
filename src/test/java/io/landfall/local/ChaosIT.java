package io.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.local.feed.Topics;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.S3Server;
import io.landfall.local.stack.ServiceProcess;
import io.landfall.local.stack.SparkProcess;
import io.landfall.proof.Commit;
import io.landfall.proof.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Service processes under load, with a broker, a registry and an S3 server of their own; and everything that goes wrong in
 * a year, in minutes. A build has time for two processes, a kill, a stall and one fault more; the long form is a proof.
 */
class ChaosIT {
    private static final int FEW_RECORDS = 20_000;
    private static final int FEW_SERVICES = 2;
    private static final int INCIDENTS = Integer.getInteger("landfall.chaos.incidents", 75);
    /** So many that some stalled owner has to wake up after its successor landed. With few, none may. */
    private static final int MANY_INCIDENTS = 50;

    private static final int RECORDS = Integer.getInteger("landfall.chaos.records", 1_000_000);
    private static final long SEED = Long.getLong("landfall.chaos.seed", 11);
    private static final int MANY_SERVICES = 3;
    private static final int PARTITIONS = 8;
    private static final List<String> TOPICS = List.of("chaos-a", "chaos-b");
    /** How long it takes, at the most, until a new process has its shutdown hook, without which a SIGTERM is not an orderly end. */
    private static final Duration START_UP = Duration.ofSeconds(15);

    private static final Duration SESSION = Duration.ofSeconds(6);

    /** What goes wrong. */
    private enum Incident {
        KILL,
        STALL,
        S3_UNAVAILABLE,
        S3_HANGS,
        S3_DROPS_ANSWERS,
        S3_SLOW,
        BROKER_RESTART;

        private static final List<Incident> OTHER_THAN_TO_A_SERVICE =
                List.of(S3_UNAVAILABLE, S3_HANGS, S3_DROPS_ANSWERS, S3_SLOW, BROKER_RESTART);

        /** Two of which no build is without, and one that differs from commit to commit, or that is asked for. */
        private static List<Incident> few() {
            Incident other = OTHER_THAN_TO_A_SERVICE.get((int) Commit.seed(OTHER_THAN_TO_A_SERVICE.size()));
            return List.of(KILL, valueOf(System.getProperty("landfall.chaos.incident", other.name())), STALL);
        }

        /** Each kind once at least, then mostly kills and stalls. */
        private static List<Incident> many(int number, Random random) {
            List<Incident> incidents = new ArrayList<>(List.of(values()));
            while (incidents.size() < number) {
                int dice = random.nextInt(10);
                incidents.add(
                        dice < 5
                                ? KILL
                                : dice < 8
                                        ? STALL
                                        : OTHER_THAN_TO_A_SERVICE.get(random.nextInt(OTHER_THAN_TO_A_SERVICE.size())));
            }
            return incidents.subList(0, number);
        }
    }

    @TempDir
    private Path temp;

    private final Random random = new Random(SEED);
    private final Map<Incident, Integer> happened = new EnumMap<>(Incident.class);
    private ChildJvm[] services = {};
    private Instant[] started = {};
    private int endedByThemselves;
    private long segments;
    private LocalStack stack;
    private FaultProxy s3;

    @BeforeEach
    void start() throws IOException {
        stack = LocalStack.start(temp.resolve("stack"));
        s3 = new FaultProxy(stack.s3().endpoint());
        try (Admin admin = stack.broker().admin()) {
            TOPICS.forEach(topic -> Topics.create(admin, topic, PARTITIONS));
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (ChildJvm service : services) {
            if (service != null) {
                service.kill();
                // The temporary folder goes, and why one ended should be known. It is the log of all its lives.
                Files.copy(
                        service.log(),
                        Path.of("target", "chaos-" + service.log().getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        s3.close();
        stack.close();
    }

    @Test
    void shouldLandEachOffsetOnceWhateverHappens() throws Exception {
        landEachOffsetOnce(FEW_SERVICES, Incident.few(), FEW_RECORDS);
    }

    @Proof("Each offset lands once and is in bronze once, whatever crashes, stalls or fails")
    @Test
    void shouldLandEachOffsetOnceWhateverHappensInAYear() throws Exception {
        Instant began = Instant.now();
        ChaosFeed feed = landEachOffsetOnce(MANY_SERVICES, Incident.many(INCIDENTS, random), RECORDS);
        long taken = logged("another writer owns");
        if (INCIDENTS >= MANY_INCIDENTS) {
            assertThat(taken).as("owners that the landing area turned away").isPositive();
        }
        ingest();
        long bronze = ChaosChecker.checkBronze(
                TOPICS.stream().collect(Collectors.toMap(topic -> topic, this::bronzeTable)), feed.fates());
        Files.writeString(
                Path.of("target", "chaos.txt"),
                "seed %d: %s; ended by itself %d; turned away by the landing area %d; faults that requests to S3 met %s; %d records in %d segments, %d rows in bronze checked, %d s%n"
                        .formatted(
                                SEED,
                                happened,
                                endedByThemselves,
                                taken,
                                s3.faults(),
                                RECORDS,
                                segments,
                                bronze,
                                Duration.between(began, Instant.now()).toSeconds()));
    }

    private ChaosFeed landEachOffsetOnce(int processes, List<Incident> incidents, int records) throws Exception {
        System.out.println("chaos: " + incidents);
        services = new ChildJvm[processes];
        started = new Instant[processes];
        ChaosFeed feed = new ChaosFeed(stack, TOPICS, PARTITIONS, records, SEED);
        ChaosChecker checker = new ChaosChecker(stack, "chaos", temp.resolve("objects"));
        for (int service = 0; service < processes; service++) {
            run(service);
        }
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(feed::produce);
        feed.allow(records / incidents.size());
        // Before the services have partitions, a stall would stall nothing.
        await().atMost(Duration.ofMinutes(2)).until(() -> checker.ends().size() == TOPICS.size() * PARTITIONS);
        for (int incident = 0; incident < incidents.size(); incident++) {
            // Records come before, and while it happens: what is stalled or cannot write has segments open.
            feed.allow((incident + 1) * (long) records / incidents.size());
            Thread.sleep(1_000 + random.nextInt(2_000));
            happen(incidents.get(incident));
        }
        feeding.join();
        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    reviveTheDead();
                    assertThat(checker.ends()).isEqualTo(feed.ends());
                    // What landed without being committed is in nobody's quarantine yet.
                    assertThat(checker.committed("chaos")).isEqualTo(feed.ends());
                    assertThat(started)
                            .allMatch(start -> start.isBefore(Instant.now().minus(START_UP)));
                });
        for (ChildJvm service : services) {
            assertThat(service.stop(Duration.ofMinutes(1))).isTrue();
            assertThat(service.join()).as("exit code after SIGTERM").isZero();
        }
        segments = checker.check(feed.fates());
        checker.checkQuarantine("chaos.quarantine", feed.fates());
        return feed;
    }

    /** The bronze job, killed once on its way. */
    private void ingest() throws Exception {
        ChildJvm killed = bronzeJob();
        await().atMost(Duration.ofMinutes(3))
                .until(() -> !killed.isAlive()
                        || Files.exists(bronzeTable(TOPICS.get(0)).resolve("_delta_log")));
        killed.kill();
        ChildJvm job = bronzeJob();
        assertThat(job.join()).as("the bronze job; its log is %s", job.log()).isZero();
    }

    private ChildJvm bronzeJob() {
        List<String> arguments = List.of(
                "--config", temp.resolve("service-0.yaml").toString(),
                "--trigger", "available-now",
                "--max-files", "100",
                "--checkpoints", temp.resolve("checkpoints").toString(),
                "--warehouse", temp.resolve("warehouse").toString());
        return SparkProcess.start("bronze", "io.landfall.bronze.BronzeJob", arguments, "1g", temp.resolve("stack"));
    }

    private Path bronzeTable(String topic) {
        return temp.resolve("warehouse").resolve("chaos").resolve(table(topic));
    }

    private static String table(String topic) {
        return "bz_" + topic.replace('-', '_');
    }

    private void happen(Incident incident) throws Exception {
        reviveTheDead();
        happened.merge(incident, 1, Integer::sum);
        int victim = random.nextInt(services.length);
        switch (incident) {
            case KILL -> {
                services[victim].kill();
                run(victim);
            }
            case STALL -> stall(services[longestRunning()]);
            case S3_UNAVAILABLE -> misbehave(FaultProxy.Mode.UNAVAILABLE);
            case S3_HANGS -> misbehave(FaultProxy.Mode.HANG);
            case S3_DROPS_ANSWERS -> misbehave(FaultProxy.Mode.DROP_ANSWERS);
            case S3_SLOW -> misbehave(FaultProxy.Mode.SLOW);
            case BROKER_RESTART -> stack.broker().restart();
        }
    }

    /** Longer than the group waits for it: its partitions move on, and it wakes up with segments open. */
    private void stall(ChildJvm service) throws Exception {
        service.signal("STOP");
        Thread.sleep(SESSION.toMillis() + 2_000 + random.nextInt(3_000));
        service.signal("CONT");
    }

    private void misbehave(FaultProxy.Mode mode) throws InterruptedException {
        s3.mode(mode);
        Thread.sleep(1_000 + random.nextInt(4_000));
        s3.mode(FaultProxy.Mode.PASS);
    }

    private void reviveTheDead() throws IOException {
        for (int service = 0; service < services.length; service++) {
            if (!services[service].isAlive()) {
                endedByThemselves++;
                run(service);
            }
        }
    }

    private void run(int service) throws IOException {
        services[service] =
                ServiceProcess.start("service-" + service, config(service), List.of(), temp.resolve("stack"), "256m");
        started[service] = Instant.now();
    }

    /** One that has had time to get partitions. */
    private int longestRunning() {
        return IntStream.range(0, services.length)
                .boxed()
                .min(Comparator.comparing(service -> started[service]))
                .orElseThrow();
    }

    /** How often the services logged it, over all their lives. */
    private long logged(String text) {
        return Arrays.stream(services)
                .mapToLong(service -> lines(service, text))
                .sum();
    }

    private static long lines(ChildJvm service, String text) {
        try (Stream<String> lines = Files.lines(service.log())) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path config(int service) throws IOException {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        Path key = Files.writeString(temp.resolve("key"), Base64.getEncoder().encodeToString(secret));
        List<String> tables = new ArrayList<>();
        for (String topic : TOPICS) {
            tables.add("  %s: { topic: %s, dedupe: { by: [id], within: 24h } }".formatted(table(topic), topic));
        }
        return Files.writeString(
                temp.resolve("service-" + service + ".yaml"),
                """
                application: chaos
                source_system: TEST
                kafka:
                  bootstrap_servers: "%s"
                  properties: { session.timeout.ms: "%d", heartbeat.interval.ms: "1500" }
                schema_registry: { url: "%s" }
                processing: { threads: 2, state_dir: "%s" }
                landing:
                  root: s3://%s/chaos
                  roll_every: 1s
                  memory: 64MB
                  s3: { endpoint: "%s", region: %s, path_style: true, access_key: %s, secret_key: %s }
                keys: { current: k1, ring: { k1: "${file:%s}" } }
                service: { host: 127.0.0.1, port: 0 }
                tables:
                %s
                """
                        .formatted(
                                stack.bootstrapServers(),
                                SESSION.toMillis(),
                                stack.registryUrl(),
                                temp.resolve("state-" + service),
                                S3Server.BUCKET,
                                s3.address(),
                                S3Server.REGION,
                                S3Server.ACCESS_KEY,
                                S3Server.SECRET_KEY,
                                key,
                                String.join("\n", tables)));
    }
}
