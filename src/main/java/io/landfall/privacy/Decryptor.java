package io.landfall.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;

/** Gets encrypted values back, for those who may: with any key of the ring, current or older. */
public final class Decryptor {
    private final KeyRing keys;

    public Decryptor(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * The value as text: what text columns held; decimal digits, ISO 8601, {@code true}; hexadecimal digits for bytes.
     *
     * @param path the field's dotted path, as the privacy rule names it: for a column {@code <field>_encrypted} beside a
     *     token, that of {@code <field>}
     * @param protectedText what the column holds, made by {@code encrypt} or {@code encrypt_email}
     * @throws IllegalArgumentException if it is no ciphertext, its key is not in the ring, or it was not encrypted for
     *     this table and field
     */
    public String text(String table, String path, String protectedText) {
        int at = protectedText.indexOf('@');
        byte[] form = form(table, path, at < 0 ? protectedText : protectedText.substring(0, at));
        byte[] content = Arrays.copyOfRange(form, 1, form.length);
        return switch (form[0]) {
            case Scalar.BINARY -> HexFormat.of().formatHex(content);
            case Operations.LOCAL_PART ->
                new String(content, StandardCharsets.UTF_8) + (at < 0 ? "" : protectedText.substring(at));
            default -> new String(content, StandardCharsets.UTF_8);
        };
    }

    /** The value of a binary column; of any other, its text in UTF-8. Errors as {@link #text}. */
    public byte[] bytes(String table, String path, String protectedText) {
        byte[] form = form(table, path, protectedText);
        return Arrays.copyOfRange(form, 1, form.length);
    }

    private byte[] form(String table, String path, String ciphertext) {
        TextForm parsed = TextForm.parse(ciphertext)
                .filter(form -> form.prefix().equals(TextForm.CIPHERTEXT))
                .orElseThrow(() -> new IllegalArgumentException(place(table, path) + " holds no ciphertext here"));
        try {
            return Cell.ofColumn(keys, parsed.keyId(), table, path).decrypt(parsed.bytes());
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException(
                    place(table, path) + ": encrypted with another key '" + parsed.keyId()
                            + "', for another table or field, or changed since",
                    e);
        }
    }

    private static String place(String table, String path) {
        return "field " + path + " of table " + table;
    }
}
