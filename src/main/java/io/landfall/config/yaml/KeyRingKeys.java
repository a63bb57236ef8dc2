package io.landfall.config.yaml;

import io.landfall.config.KeysConfig;
import io.landfall.config.Template;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.ScalarType;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.Values;
import java.util.Map;
import java.util.Set;

/** The section {@code keys}. */
final class KeyRingKeys {
    private static final String DEFAULT_ID = "default";
    private static final Template DEFAULT_MATERIAL = new Template("${env:LANDFALL_KEY}");
    private static final ScalarType<String> ID = Types.matching(KeysConfig.ID);

    static final Key<String> CURRENT = Key.defaulting(
            "current", ID, "The id of the key that new tokens, ciphertexts and digests are made with.", DEFAULT_ID);
    static final Key<Map<String, Template>> RING = Key.defaulting(
            "ring",
            Types.map(ID, Types.text("a reference such as ${env:NAME}"), "a mapping of key ids to references"),
            "Key id to a reference to its material: 32 bytes, Base64. "
                    + "Keep old keys, or what they protected is lost; the first one also keys the digests of dedupe.",
            Map.of(DEFAULT_ID, DEFAULT_MATERIAL),
            Map.of(DEFAULT_ID, DEFAULT_MATERIAL.template()));
    static final Section SECTION =
            Section.of("keys", "The key ring behind tokens, ciphertexts and digests.", CURRENT, RING);

    private KeyRingKeys() {}

    static KeysConfig keys(Values values) {
        return new KeysConfig(values.get(CURRENT), values.get(RING));
    }

    static void check(Values keys, Problems problems) {
        Set<String> ids = keys.has(RING) ? keys.names(RING) : Set.of(DEFAULT_ID);
        keys.find(CURRENT)
                .filter(current -> !ids.isEmpty())
                .ifPresent(current -> problems.report(keys, KeysConfig.current(current, ids)));
    }
}
