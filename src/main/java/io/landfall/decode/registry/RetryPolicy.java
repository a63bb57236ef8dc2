package io.landfall.decode.registry;

import java.time.Duration;

/**
 * Exponential backoff with jitter.
 *
 * @param firstPause before the second attempt; doubles with each further one
 * @param longestPause the pause grows to this
 * @param giveUpAfter from the first attempt on
 */
public record RetryPolicy(Duration firstPause, Duration longestPause, Duration giveUpAfter) {
    public RetryPolicy {
        if (firstPause.isNegative() || firstPause.isZero() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("pauses must be positive and growing");
        }
    }

    /** From 100 ms to 10 s, for 4 minutes: less than the 5 minutes after which Kafka expels a silent consumer. */
    public static RetryPolicy defaults() {
        return new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMinutes(4));
    }

    /**
     * The pause after an attempt.
     *
     * @param attempt the number of failed attempts so far, from 1
     * @param jitter 0 to 1: between half of the pause and all of it
     */
    Duration pause(int attempt, double jitter) {
        double grown = firstPause.toMillis() * Math.pow(2, Math.min(attempt - 1, 30));
        double capped = Math.min(grown, (double) longestPause.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(capped * (0.5 + jitter / 2))));
    }
}
