package io.landfall.record;

import org.jspecify.annotations.Nullable;

/**
 * A record as Kafka handed it over. The arrays are the record's own: nobody changes them.
 *
 * @param key may be null: Kafka records need not have one
 * @param payload null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the position; the bytes are carried, not compared
public record SourceRecord(Position position, byte @Nullable [] key, byte @Nullable [] payload) {

    /** Whether this record says "the row of this key is gone". */
    public boolean isTombstone() {
        return payload == null;
    }

    /** Bytes of what a row is made of: the payload, or the key of a tombstone. */
    public int size() {
        byte[] content = isTombstone() ? key : payload;
        return content == null ? 0 : content.length;
    }

    /** Names the position only: content never prints. */
    @Override
    public String toString() {
        return "SourceRecord[" + position + "]";
    }
}
