package io.landfall.privacy;

import io.landfall.record.Position;
import io.landfall.record.QuarantineReason;
import io.landfall.record.SourceRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record taken out of quarantine.
 *
 * @param message why it could not land; names fields and rules
 * @param position where it stands in its topic, for what is not in quarantine
 */
public record OpenedQuarantine(
        String table, QuarantineReason reason, String message, Position position, Content key, Content payload) {

    /** What quarantine holds of a record's key or payload. */
    public sealed interface Content {
        /**
         * All of it, in clear.
         *
         * @param bytes null if the record had none
         */
        @SuppressWarnings("ArrayRecordComponent") // carried, not compared
        record Kept(byte @Nullable [] bytes) implements Content {}

        /**
         * Nothing, as it was too large for the quarantine topic.
         *
         * @param bytes how many it has in the source topic
         * @param digest its HMAC-SHA-256, hexadecimal, to recognise it by
         */
        record Omitted(int bytes, String digest) implements Content {}

        /** Nothing, as the service had no keys; whether the record had any is not known. */
        record Withheld() implements Content {}
    }

    /** The record as Kafka handed it over, in clear; empty if quarantine does not hold all of it. */
    public Optional<SourceRecord> source() {
        return key instanceof Content.Kept keptKey && payload instanceof Content.Kept keptPayload
                ? Optional.of(new SourceRecord(position, keptKey.bytes(), keptPayload.bytes()))
                : Optional.empty();
    }
}
