package io.landfall.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

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

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Makes the texts of one column, whose beginnings are alike. */
    static Function<byte[], String> writer(String prefix, String keyId) {
        byte[] beginning = (prefix + '_' + keyId + '_').getBytes(StandardCharsets.ISO_8859_1);
        return bytes -> {
            byte[] ending = BASE64.encode(bytes);
            byte[] text = Arrays.copyOf(beginning, beginning.length + ending.length);
            System.arraycopy(ending, 0, text, beginning.length, ending.length);
            return new String(text, StandardCharsets.ISO_8859_1);
        };
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
