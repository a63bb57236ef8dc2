package io.landfall.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.record.Position;
import io.landfall.record.QuarantineReason;
import io.landfall.record.SourceRecord;
import java.io.IOException;
import java.util.Base64;
import javax.crypto.AEADBadTagException;

/** Opens what {@link QuarantineSealer} sealed, for those who may: with any key of the ring, current or older. */
public final class QuarantineOpener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyRing keys;

    public QuarantineOpener(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * Reads a value of the quarantine topic.
     *
     * @throws IllegalArgumentException if it is not one, its key is not in the ring, or its content was not sealed for
     *     the table and position it names
     */
    @SuppressWarnings("UnusedException") // Jackson's messages quote the text
    public OpenedQuarantine open(byte[] json) {
        JsonNode entry;
        try {
            entry = JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a quarantine entry: not JSON");
        }
        String format = need(entry, "format").asText();
        if (!format.equals(QuarantineSealer.FORMAT)) {
            throw new IllegalArgumentException(
                    "quarantine format " + format + " is not known, only " + QuarantineSealer.FORMAT);
        }
        Position position = new Position(
                need(entry, "topic").asText(),
                need(entry, "partition").asInt(),
                need(entry, "offset").asLong(),
                need(entry, "timestamp").asLong());
        String table = need(entry, "table").asText();
        SourceRecord source = new SourceRecord(
                position,
                decrypt(entry, table, position, QuarantineSealer.KEY),
                decrypt(entry, table, position, QuarantineSealer.PAYLOAD));
        return new OpenedQuarantine(
                table,
                QuarantineReason.valueOf(need(entry, "reason").asText()),
                need(entry, "message").asText(),
                source);
    }

    private byte[] decrypt(JsonNode entry, String table, Position position, String role) {
        JsonNode sealed = need(entry, role);
        if (sealed.isNull()) {
            return null; // as SourceRecord has it
        }
        String keyId = need(entry, "key_id").asText();
        byte[] subkey = keys.derive(keyId, KeyRing.QUARANTINE);
        try {
            return QuarantineSealer.cell(subkey, table, position, role)
                    .decrypt(Base64.getDecoder().decode(sealed.asText()));
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException(
                    "the " + role + " of " + position + " was sealed with another key '" + keyId
                            + "', for another table or position, or changed since",
                    e);
        }
    }

    private static JsonNode need(JsonNode entry, String name) {
        JsonNode value = entry.get(name);
        if (value == null) {
            throw new IllegalArgumentException("not a quarantine entry: no " + name);
        }
        return value;
    }
}
