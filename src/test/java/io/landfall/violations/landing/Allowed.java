package io.landfall.violations.landing;

import io.landfall.violations.landing.segment.SeesConfig;
import java.time.Clock;
import java.time.Instant;

public record Allowed(SeesConfig segment, Clock clock) {
    Instant now() {
        return Instant.now(clock);
    }
}
