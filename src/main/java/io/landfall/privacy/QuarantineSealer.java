package io.landfall.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.record.Position;
import io.landfall.record.QuarantineReason;
import io.landfall.record.SourceRecord;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals the records of one table for quarantine. The quarantine topic's value is a JSON object:
 *
 * <pre>
 * format     "1"
 * table, topic, partition, offset, timestamp (milliseconds)
 * reason     a {@link QuarantineReason}
 * message    for people, without values
 * key_id     the key that sealed it, or null if the service has no keys
 * key        Base64 of the encrypted key of the Kafka record, or null
 * payload    Base64 of its encrypted value, or null
 * </pre>
 *
 * Key and payload are encrypted with AES-256-GCM, each bound to table, position and its own role. Without keys they stay
 * out, since they must not leave in clear: position says where to find them while Kafka retains them. Safe for use by
 * several threads.
 */
public final class QuarantineSealer {
    static final String FORMAT = "1";
    static final String KEY = "key";
    static final String PAYLOAD = "payload";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String table;
    private final Optional<String> keyId;
    private final byte[] subkey;

    public QuarantineSealer(String table, KeyRing keys) {
        this.table = table;
        this.keyId = keys.currentId();
        this.subkey = keyId.map(id -> keys.derive(id, KeyRing.QUARANTINE)).orElse(new byte[0]);
    }

    /** @param message names fields, types and rules, never values: it stays readable */
    public SealedQuarantine seal(SourceRecord source, QuarantineReason reason, String message) {
        Position position = source.position();
        ObjectNode json = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("table", table)
                .put("topic", position.topic())
                .put("partition", position.partition())
                .put("offset", position.offset())
                .put("timestamp", position.timestamp())
                .put("reason", reason.name())
                .put("message", message)
                .put("key_id", keyId.orElse(null))
                .put(KEY, encrypt(position, KEY, source.key()))
                .put(PAYLOAD, encrypt(position, PAYLOAD, source.payload()));
        try {
            return new SealedQuarantine(position, reason, JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers is always JSON", e);
        }
    }

    private String encrypt(Position position, String role, byte[] content) {
        if (content == null || keyId.isEmpty()) {
            return null;
        }
        return Base64.getEncoder()
                .encodeToString(cell(subkey, table, position, role).encrypt(content));
    }

    static Cell cell(byte[] subkey, String table, Position position, String role) {
        return Cell.of(
                subkey,
                "quarantine",
                table,
                position.topic(),
                Integer.toString(position.partition()),
                Long.toString(position.offset()),
                Long.toString(position.timestamp()),
                role);
    }
}
