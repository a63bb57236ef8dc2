package io.landfall.config.yaml;

import io.landfall.config.KeysConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.schema.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether two segments were made under the same rules: what lands, and how it is protected. */
public final class PolicyFingerprint {
    /** Everything else of a table (where it is read, when it is ingested) changes no row. */
    private static final List<Key<?>> DECISIVE = List.of(
            TableKeys.EVENT_TIME,
            TableKeys.DEDUPE,
            TableKeys.TOMBSTONES,
            TableKeys.KEY_FIELD,
            TableKeys.PRIVACY,
            TableKeys.QUALITY);

    private static final int HEX_DIGITS = 16;

    private PolicyFingerprint() {}

    public static String of(TableConfig table, KeysConfig keys) {
        Map<String, Object> all = TableYaml.of(table);
        Map<String, Object> policy = new TreeMap<>();
        DECISIVE.stream().map(Key::name).filter(all::containsKey).forEach(name -> policy.put(name, all.get(name)));
        policy.put("keys.current", keys.current());
        StringBuilder canonical = new StringBuilder();
        append(policy, canonical);
        byte[] hash = sha256().digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
    }

    /** Mappings sorted, texts with their length in front: equal policies, and only they, have equal forms. */
    private static void append(Object value, StringBuilder canonical) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, Object> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(key.toString(), each));
            canonical.append('{');
            sorted.forEach((key, each) -> {
                append(key, canonical);
                append(each, canonical);
            });
            canonical.append('}');
        } else if (value instanceof List<?> list) {
            canonical.append('[');
            list.forEach(each -> append(each, canonical));
            canonical.append(']');
        } else if (value == null) {
            canonical.append('-');
        } else {
            String text = value.toString();
            canonical.append(text.length()).append(':').append(text);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
