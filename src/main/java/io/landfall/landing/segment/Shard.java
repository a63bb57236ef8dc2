package io.landfall.landing.segment;

/**
 * The unit of order, of ownership and of landing.
 *
 * @param generation a numbered landing run of the table, from 1
 */
public record Shard(String table, int generation, String topic, int partition) {

    /** The prefix of all the shard's segments below the landing root, with a slash at its end. */
    public String prefix() {
        return "%s/g%04d/%s/%05d/".formatted(table, generation, topic, partition);
    }

    /** The key of the segment that starts at an offset, relative to the landing root. */
    public SegmentKey segmentAt(long start) {
        return new SegmentKey(this, start);
    }

    @Override
    public String toString() {
        return table + "/g" + generation + "/" + topic + "-" + partition;
    }
}
