package io.landfall.local.demo;

import io.landfall.local.stack.ChildJvm;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A process that is started again when it ends by itself, a few times. */
final class Supervised implements AutoCloseable {
    private static final int STARTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Supplier<ChildJvm> starter;
    private final Consumer<String> notes;
    private ChildJvm process;
    private int starts = 1;

    Supervised(Supplier<ChildJvm> starter, Consumer<String> notes) {
        this.starter = starter;
        this.notes = notes;
        this.process = starter.get();
    }

    /**
     * Starts it again if it has ended.
     *
     * @throws IllegalStateException if that has happened too often
     */
    void check() {
        if (process.isAlive()) {
            return;
        }
        String what = process.name() + " ended with code " + process.join();
        if (starts == STARTS) {
            throw new IllegalStateException(what + " for the " + STARTS + "th time; its log is " + process.log());
        }
        starts++;
        notes.accept(what + "; starting it again (log: " + process.log() + ")");
        process = starter.get();
    }

    @Override
    public void close() {
        if (!process.stop(PATIENCE)) {
            notes.accept(process.name() + " did not end in time and was killed");
        }
    }
}
