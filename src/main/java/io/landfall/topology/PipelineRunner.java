package io.landfall.topology;

import io.landfall.config.LandfallConfig;
import io.landfall.config.ProcessingConfig.Guarantee;
import io.landfall.config.TableConfig;
import io.landfall.failure.StopsTheService;
import io.landfall.landing.GatedClientSupplier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a configuration's topologies, each in a Kafka Streams instance of its own. */
public final class PipelineRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineRunner.class);
    /** A closing instance lands what is open; beside the wait for the landing area. */
    private static final Duration CLOSING = Duration.ofMinutes(2);

    /** A commit may wait for the landing area without losing its tasks. */
    private static final Duration BETWEEN_POLLS = Duration.ofMinutes(10);

    /** Bytes of a batch for one partition of a changelog; a full block of dedupe takes some forty thousand. */
    private static final int CHANGELOG_BATCH = 64 << 10;

    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(15);
    private static final Duration PAUSE_BEFORE_NEW_THREAD = Duration.ofSeconds(1);

    private final Map<String, KafkaStreams> instances = new LinkedHashMap<>();
    private final Duration closing;
    private final AtomicBoolean late = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Hears how the instances are. */
    @FunctionalInterface
    public interface StateListener {
        /** An instance's state changed. */
        void state(String application, KafkaStreams.State state);
    }

    /**
     * Prepares the instances.
     *
     * @param kafka resolved client properties, bootstrap servers included
     * @param streams resolved Kafka Streams properties
     */
    public PipelineRunner(
            LandfallConfig config,
            LandfallTopology topology,
            Map<String, String> kafka,
            Map<String, String> streams,
            StateListener listener) {
        this.closing = CLOSING.plus(config.landing().timeout());
        for (LandfallTopology.Group group : topology.groups()) {
            String application = group.application();
            KafkaStreams instance = new KafkaStreams(
                    topology.topology(group.tables()),
                    properties(config, application, group.rollEvery(), kafka, streams),
                    new GatedClientSupplier(topology.gate()));
            instance.setUncaughtExceptionHandler(failure -> answer(application, failure));
            instance.setStateListener((now, before) -> {
                LOG.info("{} is {}", application, now);
                listener.state(application, now);
                if (now == KafkaStreams.State.ERROR) {
                    ended.completeExceptionally(new IllegalStateException(application + " failed; see the log"));
                }
            });
            instances.put(application, instance);
            LOG.info(
                    "{} runs {}",
                    application,
                    group.tables().stream().map(TableConfig::name).toList());
        }
    }

    /** A transaction stays open from one commit to the next, and while a commit waits for the landing area. */
    public static Duration transactionTimeout(Duration rollEvery, Duration timeout) {
        Duration transaction = rollEvery.plus(timeout).plusMinutes(2);
        return transaction.compareTo(LONGEST_TRANSACTION) < 0 ? transaction : LONGEST_TRANSACTION;
    }

    private static Properties properties(
            LandfallConfig config,
            String application,
            Duration rollEvery,
            Map<String, String> kafka,
            Map<String, String> streams) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.putAll(streams);
        boolean exactlyOnce = config.processing().guarantee() == Guarantee.EXACTLY_ONCE_V2;
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        all.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                exactlyOnce ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, rollEvery.toMillis());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.processing().threads());
        all.put(StreamsConfig.STATE_DIR_CONFIG, config.processing().stateDir());
        // The streams protocol makes its own consumer, which would commit past the gate.
        all.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        // A task reads one partition, so there is no other to wait for, and no need to look for one before each record.
        all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        all.putIfAbsent(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) BETWEEN_POLLS.toMillis());
        all.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), CHANGELOG_BATCH);
        // Kafka's metrics reach the outside through ours. For a thousand partitions, copies for JMX and the broker
        // cost more memory than the records do.
        all.putIfAbsent(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        all.putIfAbsent(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        if (exactlyOnce) {
            all.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                    transactionTimeout(rollEvery, config.landing().timeout()).toMillis());
        }
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }

    /** Starts all instances; they run until {@link #close}, or until one fails for good. */
    public void start() {
        instances.values().forEach(KafkaStreams::start);
    }

    /** Completes when the runner was closed; fails when an instance gave up, with the reason. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Whether all that was open landed and was committed when this was closed. */
    public boolean closedInOrder() {
        return ended.isDone() && !ended.isCompletedExceptionally() && !late.get();
    }

    /** By application name. */
    public Map<String, KafkaStreams> instances() {
        return Map.copyOf(instances);
    }

    /** The first of a failure and its causes that stops the service; empty if a new thread may do better. */
    static Optional<Throwable> reasonToStop(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof StopsTheService || cause instanceof Error)
                .findFirst();
    }

    private StreamThreadExceptionResponse answer(String application, Throwable failure) {
        Optional<Throwable> reason = reasonToStop(failure);
        if (reason.isPresent()) {
            LOG.error("{} stops: {}", application, reason.get().getMessage(), failure);
            ended.completeExceptionally(reason.get());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn("A thread of {} ended and is replaced: {}", application, failure.getMessage(), failure);
        try {
            Thread.sleep(PAUSE_BEFORE_NEW_THREAD.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Lands and commits what is open, then stops. */
    @Override
    public void close() {
        List<Thread> closing = new ArrayList<>();
        instances.forEach((application, instance) -> {
            Thread thread = new Thread(() -> closeOne(application, instance), "close-" + application);
            thread.start();
            closing.add(thread);
        });
        for (Thread thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        ended.complete(null);
    }

    private void closeOne(String application, KafkaStreams instance) {
        if (!instance.close(closing)) {
            late.set(true);
            LOG.warn("{} did not stop within {}; what has not landed will be read again", application, closing);
        }
    }
}
