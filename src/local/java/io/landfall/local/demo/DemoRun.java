package io.landfall.local.demo;

import io.landfall.local.feed.Feeder;
import io.landfall.local.feed.SchemaRegistration;
import io.landfall.local.feed.Topics;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.Ports;
import io.landfall.local.stack.S3a;
import io.landfall.local.stack.ServiceProcess;
import io.landfall.local.stack.SparkProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** One run of the demo: servers up, pipeline up, feed, watch, and down again in the order that loses nothing. */
final class DemoRun {
    private static final String BRONZE_JOB = "io.landfall.bronze.BronzeJob";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration STUCK = Duration.ofMinutes(3);

    private final Source source;
    private final StateFolder folder;
    private final boolean exit;
    private final Display display;
    private final Clock clock;
    private final BooleanSupplier stop;

    /**
     * A run.
     *
     * @param exit end when everything is in bronze
     * @param stop whether somebody wants it to end now
     */
    DemoRun(Source source, StateFolder folder, boolean exit, Display display, Clock clock, BooleanSupplier stop) {
        this.source = source;
        this.folder = folder;
        this.exit = exit;
        this.display = display;
        this.clock = clock;
        this.stop = stop;
    }

    /** Runs; says whether all is accounted for, as far as that was asked. */
    boolean run() {
        Instant begin = clock.instant();
        display.say("starting broker, schema registry and S3 server");
        try (LocalStack stack = LocalStack.start(folder.stack())) {
            int port = Ports.free();
            Path config = DemoConfig.write(source, stack, folder, port);
            Map<String, Integer> ids = prepare(stack);
            display.say("starting the service (http://127.0.0.1:%d, configured by %s) and the bronze job"
                    .formatted(port, config));
            try (Feeder feeder = new Feeder(stack.bootstrapServers(), topics());
                    Supervised bronze = new Supervised(() -> bronzeJob(config, stack), display::say);
                    Supervised service = new Supervised(() -> service(config), display::say);
                    Observer observer = new Observer(source, stack, folder, port)) {
                CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> source.feed(feeder, ids, stop));
                boolean good = watch(observer, feeding, List.of(service, bronze));
                display.say("%nstopping after %d s; everything is in %s"
                        .formatted(Duration.between(begin, clock.instant()).toSeconds(), folder.root()));
                feeding.exceptionally(e -> null).join();
                return good;
            }
        }
    }

    /** Topics and schemas: the service does not start without them. */
    private Map<String, Integer> prepare(LocalStack stack) {
        try (Admin admin = stack.broker().admin()) {
            Topics.create(admin, source.application() + ".quarantine", 1);
        }
        SchemaRegistration registration = new SchemaRegistration(stack.registryUrl());
        return source.tables().stream()
                .collect(Collectors.toMap(
                        TableSpec::name, table -> registration.register(table.subject(), table.schema())));
    }

    private Map<String, Feeder.Topic> topics() {
        return source.tables().stream()
                .collect(Collectors.toMap(
                        TableSpec::name, table -> new Feeder.Topic(table.topic(), table.partitions())));
    }

    private ChildJvm service(Path config) {
        return ServiceProcess.start("service", config, List.of(), folder.stack());
    }

    private ChildJvm bronzeJob(Path config, LocalStack stack) {
        List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
        arguments.addAll(List.of("--trigger", "continuous", "--interval", "2s"));
        arguments.addAll(List.of("--warehouse", folder.warehouse().toString()));
        SparkProcess.interpreted().forEach(setting -> arguments.addAll(List.of("--spark-conf", setting)));
        S3a.spark(stack.s3()).forEach((key, value) -> arguments.addAll(List.of("--spark-conf", key + "=" + value)));
        return SparkProcess.start("bronze", BRONZE_JOB, arguments, "1500m", folder.stack());
    }

    private boolean watch(Observer observer, CompletableFuture<Void> feeding, List<Supervised> processes) {
        long activity = -1;
        Instant active = clock.instant();
        while (!stop.getAsBoolean()) {
            processes.forEach(Supervised::check);
            if (feeding.isCompletedExceptionally()) {
                throw failure(feeding);
            }
            boolean fed = feeding.isDone();
            List<TableFigures> figures = observer.look();
            display.show(figures);
            if (exit && fed && figures.stream().allMatch(TableFigures::settled)) {
                return display.balance(figures);
            }
            long now = figures.stream().mapToLong(TableFigures::activity).sum();
            if (now != activity) {
                activity = now;
                active = clock.instant();
            } else if (exit && clock.instant().isAfter(active.plus(STUCK))) {
                display.say("nothing has moved for %d s".formatted(STUCK.toSeconds()));
                return display.balance(figures);
            }
            pause();
        }
        return !exit;
    }

    private static IllegalStateException failure(CompletableFuture<Void> feeding) {
        try {
            feeding.join();
            throw new IllegalStateException("it did not fail");
        } catch (CompletionException e) {
            return new IllegalStateException("cannot feed: " + e.getCause().getMessage(), e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
