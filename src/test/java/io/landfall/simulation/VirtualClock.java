package io.landfall.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of one machine, which need not agree with others. */
final class VirtualClock extends Clock {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final Timeline timeline;
    private final long skew;

    /**
     * @param skew milliseconds ahead of virtual time
     */
    VirtualClock(Timeline timeline, long skew) {
        this.timeline = timeline;
        this.skew = skew;
    }

    @Override
    public Instant instant() {
        return START.plusMillis(timeline.now() + skew);
    }

    @Override
    public long millis() {
        return START.toEpochMilli() + timeline.now() + skew;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
