package io.landfall.config;

import java.util.Map;

/**
 * The key ring behind tokens, ciphertexts and digests.
 *
 * @param current the id of the key that new values are made with
 * @param ring key id to a reference to its material: 32 bytes, Base64
 */
public record KeysConfig(String current, Map<String, Template> ring) {
    /** For logs: without literal secrets. */
    @Override
    public String toString() {
        return "KeysConfig[current=" + current + ", ring=" + Redacted.secrets(ring) + "]";
    }
}
