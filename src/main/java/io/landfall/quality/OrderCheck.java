package io.landfall.quality;

import io.landfall.record.RawRecord;
import io.landfall.record.TimeField;

/** One time that must not be before another; by the day where one of them is a date. */
final class OrderCheck implements QualityCheck {
    private final TimeField later;
    private final TimeField earlier;
    private final boolean byDay;
    private final String issue;

    OrderCheck(String laterName, TimeField later, String earlierName, TimeField earlier) {
        this.later = later;
        this.earlier = earlier;
        this.byDay = later.isDate() || earlier.isDate();
        this.issue = laterName + ":before(" + earlierName + ")";
    }

    @Override
    public boolean passes(RawRecord record) {
        long second = later.micros(record.value());
        long first = earlier.micros(record.value());
        if (second == TimeField.ABSENT || first == TimeField.ABSENT) {
            return true;
        }
        return byDay ? TimeField.day(second) >= TimeField.day(first) : second >= first;
    }

    @Override
    public String issue() {
        return issue;
    }
}
