package io.landfall.privacy;

import java.util.Base64;
import java.util.Optional;

/**
 * How keyed values look in a column: {@code <prefix>_<key id>_<Base64 for URLs, no padding>}. Made of letters, digits,
 * {@code -} and {@code _} only.
 *
 * @param prefix {@link #TOKEN} or {@link #CIPHERTEXT}
 */
@SuppressWarnings("ArrayRecordComponent") // carried, not compared
record TextForm(String prefix, String keyId, byte[] bytes) {
    static final String TOKEN = "tok";
    static final String CIPHERTEXT = "enc";

    String text() {
        return prefix
                + '_'
                + keyId
                + '_'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads the text form; empty for anything else. */
    @SuppressWarnings("UnusedException") // not of this form, which is an answer
    static Optional<TextForm> parse(String text) {
        String[] parts = text.split("_", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new TextForm(parts[0], parts[1], Base64.getUrlDecoder().decode(parts[2])));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Names the key only. */
    @Override
    public String toString() {
        return prefix + '_' + keyId;
    }
}
