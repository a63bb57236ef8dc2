package io.landfall.config;

import java.util.Map;

/**
 * The key ring behind tokens, ciphertexts and digests.
 *
 * @param current the id of the key that new values are made with; empty if no keys are configured
 * @param ring key id to a reference to its material: 32 bytes, Base64
 */
public record KeysConfig(String current, Map<String, Text> ring) {}
