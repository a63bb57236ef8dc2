package io.landfall.violations.bronze;

import java.time.Clock;

/** An edge: its clock is allowed. */
public class BronzeJob {
    Clock clock() {
        return Clock.systemUTC();
    }
}
