package io.landfall.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.privacy.OpenedQuarantine.Content;
import io.landfall.record.Position;
import io.landfall.record.QuarantineReason;
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
        return new OpenedQuarantine(
                table,
                QuarantineReason.valueOf(need(entry, "reason").asText()),
                need(entry, "message").asText(),
                position,
                content(entry, table, position, QuarantineSealer.KEY),
                content(entry, table, position, QuarantineSealer.PAYLOAD));
    }

    private Content content(JsonNode entry, String table, Position position, String role) {
        JsonNode keyId = need(entry, "key_id");
        if (keyId.isNull()) {
            return new Content.Withheld();
        }
        if (entry.path(role + QuarantineSealer.OMITTED).asBoolean()) {
            return new Content.Omitted(
                    need(entry, role + QuarantineSealer.BYTES).asInt(),
                    need(entry, role + QuarantineSealer.DIGEST).asText());
        }
        JsonNode sealed = need(entry, role);
        return new Content.Kept(
                sealed.isNull() ? null : decrypt(sealed.asText(), keyId.asText(), table, position, role));
    }

    private byte[] decrypt(String sealed, String keyId, String table, Position position, String role) {
        byte[] subkey = keys.derive(keyId, KeyRing.QUARANTINE);
        try {
            return QuarantineSealer.cell(subkey, table, position, role)
                    .decrypt(Base64.getDecoder().decode(sealed));
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
