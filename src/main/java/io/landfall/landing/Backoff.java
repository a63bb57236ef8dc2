package io.landfall.landing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Pauses between attempts, ever longer, until a deadline. */
final class Backoff {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Sleeper sleeper;
    private final Instant deadline;
    private Duration next = FIRST_PAUSE;

    Backoff(Clock clock, Sleeper sleeper, Instant deadline) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.deadline = deadline;
    }

    /**
     * Waits before another attempt.
     *
     * @param doing what is attempted, for the message
     * @param failure of the last attempt
     * @throws LandingUnavailableException if there is no time for another one
     */
    void again(String doing, Exception failure) {
        if (clock.instant().plus(next).isAfter(deadline)) {
            throw new LandingUnavailableException(
                    "gave up " + doing + " when its time was over: " + failure.getMessage(), failure);
        }
        try {
            sleeper.sleep(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LandingUnavailableException("interrupted while " + doing, e);
        }
        next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next.multipliedBy(2);
    }
}
