package io.landfall.dedupe;

/**
 * A record that was accepted.
 *
 * @param time its event time, milliseconds
 * @param seenAt the stream time that it counts from: its event time, but not before the stream time at its offset (so
 *     that a late record is remembered as long as others) and not after what its Kafka timestamp allows
 */
public record Accepted(long offset, long time, long seenAt) {

    /** Whether a record at this offset and event time repeats this one. */
    boolean isRepeatedBy(long otherOffset, long otherTime, long within) {
        return offset < otherOffset && Math.abs(otherTime - time) <= within;
    }
}
