package io.landfall.local.stack;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether somebody has asked this process to end, by Ctrl-C or SIGTERM. It then waits for this to be closed. */
public final class Interruption implements AutoCloseable {
    private static final int SECONDS_TO_END = 120;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** From now on. */
    public Interruption() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitEnd));
    }

    /** Whether somebody has. */
    public boolean isAskedFor() {
        return asked.get();
    }

    private void awaitEnd() {
        asked.set(true);
        try {
            if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                System.err.println("it did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was under way has ended. */
    @Override
    public void close() {
        ended.countDown();
    }
}
