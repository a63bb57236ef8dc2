package io.landfall.dedupe;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed digests of 128 bits: HMAC-SHA-256, cut to its first half. What the digests are for is part of the key, so that
 * equal content has unrelated digests in the stores of two tables.
 */
final class Digests {
    static final int LENGTH = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final byte[] full = new byte[32];

    /**
     * @param key the secret key
     * @param purpose whatever sets these digests apart from others
     */
    Digests(byte[] key, byte[] purpose) {
        mac = mac(mac(key).doFinal(purpose));
    }

    byte[] of(byte[] bytes, int length) {
        mac.update(bytes, 0, length);
        try {
            mac.doFinal(full, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.copyOf(full, LENGTH);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
