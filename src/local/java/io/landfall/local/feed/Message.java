package io.landfall.local.feed;

/**
 * A record to produce.
 *
 * @param value null for a tombstone, as in Kafka
 * @param timestamp Kafka's, milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // carried, not compared
public record Message(String table, byte[] key, byte[] value, long timestamp, Expected fate) {

    /** Content never prints. */
    @Override
    public String toString() {
        return "Message[" + table + ", " + fate + "]";
    }
}
