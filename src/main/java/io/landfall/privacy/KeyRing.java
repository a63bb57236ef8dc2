package io.landfall.privacy;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys behind tokens, ciphertexts and digests. New values are made with the current key; older keys stay in the ring
 * so that what they encrypted can still be read. Nobody gets a key itself, only subkeys derived for a purpose.
 */
public final class KeyRing {
    /** Purpose: tokens of field values. */
    public static final String TOKEN = "token";
    /** Purpose: encrypted field values. */
    public static final String ENCRYPT = "encrypt";
    /** Purpose: payloads in quarantine. */
    public static final String QUARANTINE = "quarantine";
    /** Purpose: digests of what is too large for quarantine. */
    public static final String QUARANTINE_DIGEST = "quarantine/digest";
    /** Purpose: digests under which records are remembered for deduplication. */
    public static final String DEDUPE = "dedupe";

    private static final int KEY_BYTES = 32;
    // An underscore would end the id inside a token; the rest keeps it legal in the local part of an e-mail address.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final KeyRing NONE = new KeyRing(Optional.empty(), Map.of());

    private final Optional<String> currentId;
    private final Map<String, byte[]> keys;

    private KeyRing(Optional<String> currentId, Map<String, byte[]> keys) {
        this.currentId = currentId;
        this.keys = keys;
    }

    /**
     * A ring of keys.
     *
     * @param currentId the key that new values are made with
     * @param keys 32 bytes each, by id; ids are letters, digits and dashes, 32 at most
     * @throws IllegalArgumentException naming the key id that is wrong or missing
     */
    public static KeyRing of(String currentId, Map<String, byte[]> keys) {
        Map<String, byte[]> copies = new LinkedHashMap<>();
        keys.forEach((id, material) -> {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "key id '" + id + "' must be 1 to 32 letters, digits and dashes, as it becomes part of tokens");
            }
            if (material.length != KEY_BYTES) {
                throw new IllegalArgumentException(
                        "key '" + id + "' has " + material.length + " bytes, expected " + KEY_BYTES);
            }
            copies.put(id, material.clone());
        });
        if (!copies.containsKey(currentId)) {
            throw new IllegalArgumentException(
                    "the current key '" + currentId + "' is not in the ring " + copies.keySet());
        }
        return new KeyRing(Optional.of(currentId), copies);
    }

    /**
     * As {@link #of}, of keys in Base64; white space around them (a file's last line break) does not count.
     *
     * @throws IllegalArgumentException naming the key id that is wrong, never what it holds
     */
    public static KeyRing parse(String currentId, Map<String, String> base64) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        base64.forEach((id, text) -> keys.put(id, decode(id, text)));
        return of(currentId, keys);
    }

    /** A ring without keys, for configurations in which nothing needs one. */
    public static KeyRing none() {
        return NONE;
    }

    // The decoder's own message quotes the offending character, so it is not passed on as a cause.
    @SuppressWarnings("UnusedException")
    private static byte[] decode(String id, String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException quotesMaterial) {
            throw new IllegalArgumentException("key '" + id + "' is not Base64");
        }
    }

    /** The id of the key that new values are made with; empty if the ring has none. */
    public Optional<String> currentId() {
        return currentId;
    }

    /**
     * A subkey for one purpose: HKDF with SHA-256. Subkeys of different purposes are independent.
     *
     * @return 32 bytes, the caller's own
     * @throws IllegalArgumentException if the ring has no such key
     */
    public byte[] derive(String keyId, String purpose) {
        byte[] key = keys.get(keyId);
        if (key == null) {
            throw new IllegalArgumentException("key '" + keyId + "' is not in the ring " + keys.keySet());
        }
        try {
            byte[] info = ("landfall/1/" + purpose).getBytes(StandardCharsets.UTF_8);
            return Hkdf.computeHkdf("HMACSHA256", key, new byte[0], info, KEY_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HMAC-SHA-256", e);
        }
    }

    /** Shows key ids only. */
    @Override
    public String toString() {
        return "KeyRing[current=" + currentId.orElse("none") + ", ids=" + keys.keySet() + "]";
    }
}
