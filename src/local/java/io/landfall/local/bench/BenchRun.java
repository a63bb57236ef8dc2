package io.landfall.local.bench;

import io.landfall.local.stack.Broker;
import io.landfall.local.stack.Folders;
import io.landfall.local.stack.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** Servers up, the topic made or found, everybody measured in turns, and servers down. */
final class BenchRun {
    private final Path folder;
    private final Settings settings;
    private final Set<Contender> contenders;
    private final Consumer<String> progress;
    private final Map<Contender, List<Measurement>> runs = new EnumMap<>(Contender.class);
    private final List<String> failures = new ArrayList<>();

    /**
     * Prepares it.
     *
     * @param folder for everything
     * @param progress hears a line at each step
     */
    BenchRun(Path folder, Settings settings, Set<Contender> contenders, Consumer<String> progress) {
        this.folder = folder;
        this.settings = settings;
        this.contenders = EnumSet.copyOf(contenders);
        this.progress = progress;
    }

    /**
     * Runs each contender so often; one that fails is left out from then on.
     *
     * @throws IllegalStateException if servers or topic are not as they should be
     */
    Results run(Workload workload, long records, int repeat) throws IOException {
        progress.accept("starting broker and schema registry");
        try (Broker broker = Broker.start(folder.resolve("stack"));
                Registry registry = Registry.start(folder.resolve("stack"));
                Admin admin = broker.admin()) {
            progress.accept("making the topic, or finding it");
            BenchTopic topic = BenchTopic.ensure(folder, broker.bootstrapServers(), registry.url(), workload, records);
            long there = KafkaState.warm(broker.bootstrapServers(), admin, topic.name());
            if (there != records) {
                throw new IllegalStateException(topic.name() + " has " + there + " records; delete " + folder);
            }
            for (int round = 1; round <= repeat; round++) {
                for (Contender contender : EnumSet.copyOf(contenders)) {
                    progress.accept(
                            "run %d of %d: %s (%s)".formatted(round, repeat, contender.label(), contender.does()));
                    measure(contender, prepared(contender, topic, broker, registry), admin);
                }
            }
            return new Results(Machine.here(), settings, topic, runs);
        }
    }

    /** What went wrong, a line for each contender that failed. */
    List<String> failures() {
        return failures;
    }

    private ContestantRun prepared(Contender contender, BenchTopic topic, Broker broker, Registry registry) {
        Path own = folder.resolve("runs").resolve(contender.label());
        Folders.delete(own);
        return new ContestantRun(
                "bench-run-" + contender.label() + "-" + Long.toString(System.currentTimeMillis(), 36),
                Folders.create(own),
                folder.resolve("peers"),
                topic,
                settings,
                broker.bootstrapServers(),
                registry.url());
    }

    private void measure(Contender contender, ContestantRun run, Admin admin) {
        try {
            Measurement measured = contender.measure(run);
            progress.accept("    %,.0f records/s, %,.0f records per CPU second"
                    .formatted(measured.recordsPerSecond(), measured.recordsPerCpuSecond()));
            runs.computeIfAbsent(contender, c -> new ArrayList<>()).add(measured);
        } catch (BenchException e) {
            String failure = contender.label() + " failed: " + e.getMessage();
            progress.accept("    " + failure);
            failures.add(failure);
            runs.remove(contender);
            contenders.remove(contender);
        } finally {
            KafkaState.deleteTopics(admin, name -> name.startsWith(run.id()));
        }
    }
}
