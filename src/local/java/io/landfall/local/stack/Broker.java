package io.landfall.local.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka broker with its own controller (KRaft), transactions included. Topics are created explicitly. */
public final class Broker implements AutoCloseable {
    private final Path folder;
    private final String bootstrapServers;
    private ChildJvm process;

    private Broker(Path folder, String bootstrapServers) {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        this.process = launch();
    }

    /**
     * Starts a broker on the topics that the folder holds.
     *
     * @param folder of the stack
     * @throws IllegalStateException if it does not come up
     */
    public static Broker start(Path folder) {
        return start(folder, Map.of());
    }

    /**
     * As {@link #start(Path)}.
     *
     * @param more properties of the broker
     */
    public static Broker start(Path folder, Map<String, String> more) {
        return start(folder, StackPorts.free(), more);
    }

    /** As {@link #start(Path, Map)}, at ports of the caller's. */
    static Broker start(Path folder, StackPorts ports, Map<String, String> more) {
        Properties properties = properties(folder, ports.broker(), ports.controller());
        properties.putAll(more);
        write(properties, settings(folder));
        return new Broker(folder, "127.0.0.1:" + ports.broker());
    }

    /** Kills it and starts it again, at the same address. */
    public void restart() {
        process.kill();
        process = launch();
    }

    private ChildJvm launch() {
        ChildJvm launched = ChildJvm.start(
                new ChildJvm.Program(
                        "broker",
                        BrokerMain.class.getName(),
                        LocalClasspath.own(),
                        List.of("-Xmx512m", "-XX:+UseSerialGC", LocalLogging.OPTION),
                        List.of(settings(folder).toString())),
                folder);
        try (Admin admin = admin()) {
            Readiness.await(launched, () -> !admin.describeCluster()
                    .nodes()
                    .get(1, TimeUnit.SECONDS)
                    .isEmpty());
        }
        return launched;
    }

    private static Path settings(Path folder) {
        return folder.resolve("run").resolve("broker.properties");
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** A new client for topics and groups; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers, "reconnect.backoff.max.ms", "200"));
    }

    public ChildJvm process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private static Properties properties(Path folder, int port, int controllerPort) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("log.dirs", folder.resolve("kafka").toAbsolutePath().toString());
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("log.retention.ms", "-1");
        // After a kill it waits for the session of its former self to end.
        p.setProperty("broker.session.timeout.ms", "3000");
        p.setProperty("broker.heartbeat.interval.ms", "500");
        p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        // One node: every internal topic has one replica, and few partitions start faster.
        for (String internal : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            p.setProperty(internal + ".replication.factor", "1");
            p.setProperty(internal + ".num.partitions", "4");
        }
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        return p;
    }

    private static void write(Properties properties, Path file) {
        try {
            Files.createDirectories(file.getParent());
            // Read as Latin-1, so other letters are escaped.
            try (OutputStream out = Files.newOutputStream(file)) {
                properties.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
