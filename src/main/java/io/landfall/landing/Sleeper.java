package io.landfall.landing;

import java.time.Duration;

/** How to wait; replaced where time is virtual. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;

    /** Waits for real. */
    Sleeper REAL = duration -> Thread.sleep(duration.toMillis());
}
