package io.landfall.privacy;

import io.landfall.record.Position;
import io.landfall.record.QuarantineReason;

/**
 * A record's entry in quarantine, content encrypted.
 *
 * @param position where the record stood
 * @param json the value of the quarantine topic's record, UTF-8; {@link QuarantineSealer} documents its fields
 */
@SuppressWarnings("ArrayRecordComponent") // carried to the topic, not compared
public record SealedQuarantine(Position position, QuarantineReason reason, byte[] json) {

    /** Names position and reason only. */
    @Override
    public String toString() {
        return "SealedQuarantine[" + position + ", " + reason + "]";
    }
}
