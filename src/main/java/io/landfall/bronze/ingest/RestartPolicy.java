package io.landfall.bronze.ingest;

import io.landfall.bronze.spark.SparkFailures;
import java.time.Duration;
import java.util.Optional;

/**
 * How often, and after what pause, a stream that failed starts again.
 *
 * @param limit failures in a row after which it is given up
 * @param first the pause after the first; doubles from there
 * @param longest the longest pause
 */
public record RestartPolicy(int limit, Duration first, Duration longest) {
    public static final RestartPolicy DEFAULT = new RestartPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(30));

    /**
     * The pause before the next start; empty if there is none.
     *
     * @param failures how many there were in a row, this one included
     */
    Optional<Duration> after(int failures, Throwable failure) {
        if (failures >= limit || SparkFailures.isFinal(failure)) {
            return Optional.empty();
        }
        if (SparkFailures.isSchemaChange(failure)) {
            return Optional.of(Duration.ZERO);
        }
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return Optional.of(pause.compareTo(longest) < 0 ? pause : longest);
    }
}
