package io.landfall.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.record.Position;
import io.landfall.record.QuarantineReason;
import io.landfall.record.SourceRecord;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals the records of one table for quarantine. The quarantine topic's value is a JSON object:
 *
 * <pre>
 * format     "1"
 * table, topic, partition, offset, timestamp (milliseconds)
 * reason     a {@link QuarantineReason}
 * message    for people, without values; its first 10,000 characters
 * key_id     the key that sealed it, or null if the service has no keys
 * key        Base64 of the encrypted key of the Kafka record, or null
 * payload    Base64 of its encrypted value, or null
 * </pre>
 *
 * An entry stays below 1 MB, the largest that Kafka takes by default. So a payload of more than 700,000 bytes is left out,
 * and instead of {@code payload} there is
 *
 * <pre>
 * payload_omitted  true
 * payload_bytes    how many
 * payload_digest   their HMAC-SHA-256 under a key of its own, hexadecimal
 * </pre>
 *
 * Of a key of more than 50,000 bytes likewise.
 *
 *
 * <p>Key and payload are encrypted with AES-256-GCM, each bound to table, position and its own role. Without keys they stay
 * out, since they must not leave in clear: position says where to find them while Kafka retains them. Safe for use by
 * several threads.
 */
public final class QuarantineSealer {
    static final String FORMAT = "1";
    static final String KEY = "key";
    static final String PAYLOAD = "payload";
    static final String OMITTED = "_omitted";
    static final String BYTES = "_bytes";
    static final String DIGEST = "_digest";

    // Base64 makes four bytes of three: one million for both.
    private static final int LARGEST_KEY = 50_000;
    private static final int LARGEST_PAYLOAD = 700_000;
    private static final int LONGEST_MESSAGE = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String table;
    private final Optional<String> keyId;
    private final byte[] subkey;
    private final Optional<Hmac> digest;

    public QuarantineSealer(String table, KeyRing keys) {
        this.table = table;
        this.keyId = keys.currentId();
        this.subkey = keyId.map(id -> keys.derive(id, KeyRing.QUARANTINE)).orElse(new byte[0]);
        this.digest = keyId.map(id -> new Hmac(keys.derive(id, KeyRing.QUARANTINE_DIGEST)));
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
                .put("message", message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
                .put("key_id", keyId.orElse(null));
        put(json, position, KEY, source.key(), LARGEST_KEY);
        put(json, position, PAYLOAD, source.payload(), LARGEST_PAYLOAD);
        try {
            return new SealedQuarantine(position, reason, JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers is always JSON", e);
        }
    }

    private void put(ObjectNode json, Position position, String role, byte @Nullable [] content, int largest) {
        if (content == null || keyId.isEmpty()) {
            json.putNull(role);
        } else if (content.length > largest) {
            json.put(role + OMITTED, true)
                    .put(role + BYTES, content.length)
                    .put(
                            role + DIGEST,
                            HexFormat.of().formatHex(digest.orElseThrow().of(content)));
        } else {
            byte[] sealed = cell(subkey, table, position, role).encrypt(content);
            json.put(role, Base64.getEncoder().encodeToString(sealed));
        }
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
