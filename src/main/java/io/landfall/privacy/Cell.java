package io.landfall.privacy;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;

/**
 * AES-256-GCM for one place: one column of one table, or one quarantined record's key or payload. What is encrypted for
 * one place does not decrypt in another. Safe for use by several threads.
 *
 * <p>Nonces are random, 96 bits: a key may encrypt 2^32 values before a repetition becomes likely enough to matter. So
 * each column has a key of its own, and key rotation starts the count anew.
 */
final class Cell {
    private final AesGcmJce cipher;
    private final byte[] associatedData;

    private Cell(byte[] key, byte[] associatedData) {
        try {
            this.cipher = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no AES-256-GCM", e);
        }
        this.associatedData = associatedData;
    }

    /** The cell of a table's column, by its dotted path. */
    static Cell ofColumn(KeyRing ring, String keyId, String table, String path) {
        byte[] key = ring.derive(keyId, KeyRing.ENCRYPT + "/" + table + "/" + path);
        return new Cell(key, place("column", table, path));
    }

    /** A cell under a key that several places share: the associated data alone tells them apart. */
    static Cell of(byte[] key, String... place) {
        return new Cell(key, place(place));
    }

    byte[] encrypt(byte[] plain) {
        try {
            return cipher.encrypt(plain, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /**
     * @throws AEADBadTagException if it was encrypted with another key, for another place, or changed since
     */
    byte[] decrypt(byte[] sealed) throws AEADBadTagException {
        try {
            return cipher.decrypt(sealed, associatedData);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw (AEADBadTagException) new AEADBadTagException("not a ciphertext").initCause(e);
        }
    }

    /** Each part with its length, so that no two places have the same bytes. */
    private static byte[] place(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : parts) {
                out.writeUTF(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
