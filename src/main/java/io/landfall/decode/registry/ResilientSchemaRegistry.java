package io.landfall.decode.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Waits through outages: a call returns with the registry's answer, however long that takes, until the policy gives up.
 * Interrupting the thread ends the wait.
 */
public final class ResilientSchemaRegistry implements SchemaRegistry {
    private final SchemaRegistry delegate;
    private final RetryPolicy policy;
    private final RegistryListener listener;
    private final Clock clock;

    public ResilientSchemaRegistry(
            SchemaRegistry delegate, RetryPolicy policy, RegistryListener listener, Clock clock) {
        this.delegate = delegate;
        this.policy = policy;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public Optional<RegisteredSchema> byId(int id) {
        return answer(() -> delegate.byId(id));
    }

    @Override
    public Optional<SubjectVersion> newest(String subject) {
        return answer(() -> delegate.newest(subject));
    }

    @Override
    public OptionalInt version(String subject, int id) {
        return answer(() -> delegate.version(subject, id));
    }

    private <T> T answer(Supplier<T> question) {
        Instant deadline = clock.instant().plus(policy.giveUpAfter());
        for (int attempt = 1; ; attempt++) {
            try {
                T answer = question.get();
                if (attempt > 1) {
                    listener.available();
                }
                return answer;
            } catch (RegistryUnavailableException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                listener.unavailable(String.valueOf(e.getMessage()));
                Duration pause = policy.pause(attempt, jitter());
                if (clock.instant().plus(pause).isAfter(deadline)) {
                    throw new RegistryUnavailableException(
                            "gave up after " + attempt + " attempts in "
                                    + policy.giveUpAfter().toSeconds() + " s: " + e.getMessage(),
                            e);
                }
                sleep(pause);
            }
        }
    }

    /** Keeps instances from asking in step after an outage: the last digits of their clocks differ. */
    private double jitter() {
        return clock.instant().get(ChronoField.NANO_OF_SECOND) % 1_000_000 / 1e6;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("interrupted while waiting for the schema registry", e);
        }
    }
}
