package io.landfall.cli;

import io.landfall.config.ConfigException;
import io.landfall.config.LandfallConfig;
import io.landfall.decode.registry.RegistryListener;
import io.landfall.kafka.KafkaMessages;
import io.landfall.landing.ConditionalWriteProbe;
import io.landfall.landing.Sleeper;
import io.landfall.landing.store.ObjectStore;
import io.landfall.memory.HeapBudget;
import io.landfall.ops.Health;
import io.landfall.ops.LandingHealth;
import io.landfall.ops.OpsServer;
import io.landfall.ops.Route;
import io.landfall.ops.ServiceMetrics;
import io.landfall.secret.SecretResolver;
import io.landfall.topology.LandfallTopology;
import io.landfall.topology.PipelineRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service: everything put together, and taken down in the opposite order. */
final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final String REGISTRY = "registry";
    private static final int UPLOADS = 16;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    /** Made by {@link #open}, without which nobody gets a service. */
    private @Nullable PipelineRunner runner;

    /** The service cannot start; says everything that is in the way. */
    static final class CannotStart extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotStart(List<String> problems) {
            super("cannot start:\n  " + String.join("\n  ", problems));
        }
    }

    private Service() {}

    /**
     * Checks what the service depends on, and starts it.
     *
     * @param file what to call the configuration
     * @throws ConfigException if values that references stand for cannot be used
     * @throws CannotStart if topics, registry or landing area are not as they have to be
     */
    static Service start(Path file, LandfallConfig config, SecretResolver secrets) {
        Connections connections = Connections.of(file, config, secrets);
        Service service = new Service();
        try {
            service.open(config, connections);
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    private void open(LandfallConfig config, Connections connections) {
        Health health = new Health(REGISTRY, LandingHealth.CONDITION);
        ServiceMetrics metrics = opened(new ServiceMetrics());
        OpsServer ops = opened(OpsServer.start(config.service(), Route.watching(health, metrics)));
        LOG.info("metrics and health on {}:{}", config.service().host(), ops.port());
        ObjectStore store = opened(connections.landingArea());
        HeapBudget heap =
                HeapBudget.of(Runtime.getRuntime().maxMemory(), config.landing().memory());
        ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS, named("upload"));
        parts.push(uploads::shutdownNow);
        LandfallTopology topology =
                new LandfallTopology(config, ports(connections, health, metrics, store, heap, uploads));
        check(config, connections, store, topology);
        health.ready(REGISTRY);
        health.ready(LandingHealth.CONDITION);
        PipelineRunner pipeline = opened(runner(config, topology, connections, health));
        runner = pipeline;
        pipeline.instances().forEach((application, instance) -> {
            tell(health, application, instance.state());
            metrics.observe(instance);
        });
        pipeline.start();
    }

    @SuppressWarnings("UnusedException") // Kafka's quotes the value
    private static PipelineRunner runner(
            LandfallConfig config, LandfallTopology topology, Connections connections, Health health) {
        try {
            return new PipelineRunner(
                    config,
                    topology,
                    connections.kafka(),
                    connections.streams(),
                    (application, state) -> tell(health, application, state));
        } catch (KafkaException e) {
            throw new CannotStart(List.of(KafkaMessages.refused("kafka.properties and processing.properties", e)));
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private static ThreadFactory named(String name) {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static LandfallTopology.Dependencies ports(
            Connections connections,
            Health health,
            ServiceMetrics metrics,
            ObjectStore store,
            HeapBudget heap,
            ExecutorService uploads) {
        Clock clock = Clock.systemUTC();
        String process = UUID.randomUUID().toString();
        AtomicLong attempts = new AtomicLong();
        RegistryListener registry = new RegistryListener() {
            @Override
            public void unavailable(String problem) {
                health.notReady(REGISTRY, problem);
                LOG.warn("waiting for the schema registry: {}", problem);
            }

            @Override
            public void available() {
                health.ready(REGISTRY);
                LOG.info("the schema registry answers again");
            }
        };
        return new LandfallTopology.Dependencies(
                connections.registry(registry, clock),
                connections.keys(),
                store,
                heap,
                clock,
                () -> process + "-" + attempts.incrementAndGet(),
                uploads,
                Sleeper.REAL,
                new LandingHealth(health, new LandingLog(metrics.landing())),
                metrics);
    }

    private static void check(
            LandfallConfig config, Connections connections, ObjectStore store, LandfallTopology topology) {
        List<String> problems = new ArrayList<>(KafkaTopics.problems(config, connections.kafka()));
        try {
            ConditionalWriteProbe.check(store);
        } catch (RuntimeException e) {
            problems.add(e.getMessage());
        }
        problems.addAll(topology.problems());
        if (!problems.isEmpty()) {
            throw new CannotStart(problems);
        }
    }

    private static void tell(Health health, String application, KafkaStreams.State state) {
        switch (state) {
            case RUNNING -> health.ready("kafka " + application);
            case ERROR -> health.failed("kafka " + application, "failed; see the log");
            default -> health.notReady("kafka " + application, state.toString());
        }
    }

    /** Completes when the service was closed; fails when it cannot go on. */
    CompletableFuture<Void> ended() {
        return Objects.requireNonNull(runner).ended();
    }

    /** Whether all that was open landed and was committed when this was closed. */
    boolean closedInOrder() {
        return Objects.requireNonNull(runner).closedInOrder();
    }

    /** Lands and commits what is open, then stops everything. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("could not close {}", part.getClass().getSimpleName(), e);
            }
        }
    }
}
