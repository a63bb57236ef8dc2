package io.landfall.landing.segment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An ordered set of offsets, kept as closed ranges. Text form: {@code 12,15-18}; empty for none.
 *
 * @param ranges disjoint, ascending
 */
public record OffsetRanges(List<Range> ranges) {
    /** Both ends inclusive. */
    public record Range(long first, long last) {}

    public OffsetRanges {
        ranges = List.copyOf(ranges);
    }

    public boolean contains(long offset) {
        int at = Collections.binarySearch(
                ranges, new Range(offset, offset), (range, sought) -> Long.compare(range.first, sought.first));
        if (at >= 0) {
            return true;
        }
        int before = -at - 2;
        return before >= 0 && ranges.get(before).last >= offset;
    }

    public String text() {
        StringBuilder out = new StringBuilder();
        for (Range range : ranges) {
            if (!out.isEmpty()) {
                out.append(',');
            }
            out.append(range.first);
            if (range.last > range.first) {
                out.append('-').append(range.last);
            }
        }
        return out.toString();
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static OffsetRanges parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int dash = part.indexOf('-');
            long first = Long.parseLong(dash < 0 ? part : part.substring(0, dash));
            ranges.add(new Range(first, dash < 0 ? first : Long.parseLong(part.substring(dash + 1))));
        }
        return new OffsetRanges(ranges);
    }

    /** Collects offsets that come in ascending order. */
    public static final class Builder {
        private final List<Range> ranges = new ArrayList<>();

        public void add(long offset) {
            int end = ranges.size() - 1;
            if (end >= 0 && ranges.get(end).last + 1 == offset) {
                ranges.set(end, new Range(ranges.get(end).first, offset));
            } else {
                ranges.add(new Range(offset, offset));
            }
        }

        public OffsetRanges build() {
            return new OffsetRanges(ranges);
        }
    }
}
