package io.landfall.config;

import io.landfall.config.form.WholeNumbers;
import java.time.Duration;
import java.util.Optional;

/**
 * What a table's segments have of their own.
 *
 * @param rollEvery overrides {@link LandingConfig#rollEvery()}
 * @param generation the landing run that the service writes
 */
public record TableLandingConfig(Optional<Duration> rollEvery, int generation) {
    /** The landing runs that there can be. */
    public static final WholeNumbers GENERATIONS = new WholeNumbers(1, 9999);

    public TableLandingConfig {
        rollEvery.ifPresent(every -> LandingConfig.requireRoll("roll_every", every));
        Require.number("generation", generation, GENERATIONS);
    }
}
