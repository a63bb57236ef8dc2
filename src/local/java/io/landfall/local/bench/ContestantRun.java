package io.landfall.local.bench;

import io.landfall.local.stack.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One run of one contender: where it reads, where it writes, and how its process is started and awaited.
 *
 * @param id not used by any other run: names consumer groups and the like
 * @param folder of this run alone, empty
 * @param peers where the libraries of peers are remembered
 */
record ContestantRun(
        String id,
        Path folder,
        Path peers,
        BenchTopic topic,
        Settings settings,
        String bootstrapServers,
        String registryUrl) {
    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Where the contender writes what counts. */
    Path output() {
        return folder.resolve("out");
    }

    List<Sample> samples() {
        return Sample.read(samplesFile());
    }

    private Path samplesFile() {
        return folder.resolve("samples");
    }

    /**
     * Starts a main class in a measured process.
     *
     * @param options of the JVM, beside those that all have
     */
    ChildJvm start(String main, List<String> classPath, List<String> options, List<String> arguments) {
        List<String> jvm = new ArrayList<>(settings.jvm());
        jvm.addAll(options);
        List<String> all = new ArrayList<>(List.of(samplesFile().toString(), topic.name(), main));
        all.addAll(arguments);
        return ChildJvm.start(
                new ChildJvm.Program("measured", Meter.class.getName(), classPath, jvm, all).by(settings.launcher()),
                folder);
    }

    /**
     * Waits until a process has ended by itself.
     *
     * @throws BenchException if it failed
     */
    void awaitEnd(ChildJvm process) {
        await(process, LOOK_EVERY, () -> !process.isAlive());
        if (process.join() != 0) {
            throw new BenchException("it ended with code " + process.join() + "; its log is " + process.log());
        }
    }

    /**
     * Waits until a process has come so far, or has ended.
     *
     * @throws BenchException if it takes too long
     */
    void await(ChildJvm process, Duration lookEvery, BooleanSupplier far) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && !far.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("it has not ended after " + PATIENCE + "; its log is " + process.log());
            }
            pause(lookEvery);
        }
    }

    /** The newest sample. */
    Sample last() {
        return Sample.last(samplesFile());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }
}
