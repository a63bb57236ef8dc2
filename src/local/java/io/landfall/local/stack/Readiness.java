package io.landfall.local.stack;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits until a server that was just started answers. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Readiness() {}

    /**
     * Asks until the answer is true.
     *
     * @param answers may throw as long as the server is not there
     * @throws IllegalStateException with the end of its log if the process ended, or if time is up; the process is ended
     */
    static void await(ChildJvm server, Callable<Boolean> answers) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Exception last = null;
        while (server.isAlive() && System.nanoTime() < deadline) {
            try {
                if (answers.call()) {
                    return;
                }
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                server.kill();
                throw new IllegalStateException("interrupted while starting " + server.name(), e);
            } catch (Exception notYet) {
                last = notYet;
                pause();
            }
        }
        String state = server.isAlive() ? " does not answer" : " ended at its start";
        server.kill();
        throw new IllegalStateException(
                server.name() + state + "; the end of " + server.log() + ":\n" + server.lastLines(), last);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
