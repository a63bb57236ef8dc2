package io.landfall.quality;

import io.landfall.record.EventTime;
import io.landfall.record.RawRecord;
import java.time.Duration;

/** How far a record's event time may lie from its Kafka timestamp. */
final class EventTimeCheck implements QualityCheck {
    private final EventTime eventTime;
    private final long least;
    private final long most;
    private final String issue;

    private EventTimeCheck(EventTime eventTime, long least, long most, String issue) {
        this.eventTime = eventTime;
        this.least = least;
        this.most = most;
        this.issue = issue;
    }

    static QualityCheck notLater(String name, EventTime eventTime, Duration most) {
        return new EventTimeCheck(eventTime, Long.MIN_VALUE, most.toMillis(), name + ":future");
    }

    static QualityCheck notOlder(String name, EventTime eventTime, Duration most) {
        return new EventTimeCheck(eventTime, -most.toMillis(), Long.MAX_VALUE, name + ":too_old");
    }

    @Override
    public boolean passes(RawRecord record) {
        long event = eventTime.of(record);
        long kafka = record.position().timestamp();
        long apart = event - kafka;
        if (((event ^ kafka) & (event ^ apart)) < 0) {
            apart = event < 0 ? Long.MIN_VALUE : Long.MAX_VALUE; // too far apart for a long
        }
        return apart >= least && apart <= most;
    }

    @Override
    public String issue() {
        return issue;
    }
}
