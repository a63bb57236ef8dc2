package io.landfall.local.bench;

import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.LocalClasspath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/**
 * The service as it is, {@code landfall run} with its defaults. When it has processed the last record it is told to stop, so
 * that nobody waits for {@code roll_every}: it lands what is open, commits, and ends.
 */
final class LandfallService implements Contestant {
    private static final String MAIN = "io.landfall.cli.Landfall";
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration STOPPING = Duration.ofMinutes(5);

    /** What can be left out. Decoding, hashing, metadata and landing cannot. */
    enum Stage {
        DEDUPE,
        SCORE,
        PROTECT
    }

    private final Set<Stage> stages;

    LandfallService(Set<Stage> stages) {
        this.stages = stages;
    }

    @Override
    public Output run(ContestantRun run) {
        Path config = LandfallYaml.write(run, stages);
        try (ChildJvm process =
                run.start(MAIN, LocalClasspath.own(), List.of(), List.of("run", "--config", config.toString()))) {
            run.await(
                    process,
                    LOOK_EVERY,
                    () -> run.last().processed() >= run.topic().records());
            if (!process.isAlive()) {
                throw new BenchException("it ended with code " + process.join() + "; its log is " + process.log());
            }
            if (!process.stop(STOPPING) || process.join() != 0) {
                throw new BenchException("it did not stop in order; its log is " + process.log());
            }
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", run.bootstrapServers()))) {
            long committed = KafkaState.committed(admin, run.id(), run.topic().name());
            if (committed != run.topic().records()) {
                throw new BenchException(
                        "it committed " + committed + " of " + run.topic().records() + " offsets");
            }
        }
        return Output.of(run.output());
    }
}
