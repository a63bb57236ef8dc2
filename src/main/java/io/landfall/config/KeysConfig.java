package io.landfall.config;

import io.landfall.config.form.Spelling;
import io.landfall.config.form.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The key ring behind tokens, ciphertexts and digests.
 *
 * @param current the id of the key that new values are made with
 * @param ring key id to a reference to its material: 32 bytes, Base64
 */
public record KeysConfig(String current, Map<String, Template> ring) {
    /** A key's id. */
    public static final Spelling ID =
            new Spelling("a key's id", "letters, digits and -, at most 32", "[A-Za-z0-9-]{1,32}");

    public KeysConfig {
        ring = Require.copy(ring);
        ring.forEach((id, material) -> {
            Require.form(ReferencePlace.KEY_RING.keyPath(), id, ID);
            Require.text(new ConfiguredText(ReferencePlace.KEY_RING, id, material));
        });
        Require.none("keys", current(current, ring.keySet()));
    }

    /** New values are made with a key of the ring. */
    public static List<Violation> current(String current, Set<String> ids) {
        return ids.contains(current)
                ? List.of()
                : List.of(Violation.at(
                        "'" + current + "' is not in the ring",
                        "one of keys.ring: " + String.join(", ", ids),
                        "current"));
    }

    /** For logs: without literal secrets. */
    @Override
    public String toString() {
        return "KeysConfig[current=" + current + ", ring=" + Redacted.secrets(ring) + "]";
    }
}
