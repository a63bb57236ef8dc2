package io.landfall.privacy;

import io.landfall.config.PrivacyRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Makes the operations of a table's columns. Those that need a key use the ring's current one. */
final class Operations {
    /** Tag of an e-mail address of which only the part before the {@code @} is encrypted. */
    static final byte LOCAL_PART = 'l';

    private final String table;
    private final KeyRing ring;

    Operations(String table, KeyRing ring) {
        this.table = table;
        this.ring = ring;
    }

    /**
     * The operation of a rule that replaces values by text.
     *
     * @throws IllegalArgumentException if the rule needs a key and there is none
     */
    Operation of(PrivacyRule rule, String path) {
        if (rule instanceof PrivacyRule.Tokenize) {
            return tokenize();
        }
        if (rule instanceof PrivacyRule.Encrypt) {
            return encrypt(path);
        }
        if (rule instanceof PrivacyRule.EncryptEmail) {
            return encryptEmail(path);
        }
        if (rule instanceof PrivacyRule.Hash) {
            return (form, value) -> HexFormat.of().formatHex(sha256().digest(form.content(value)));
        }
        if (rule instanceof PrivacyRule.Mask mask) {
            return mask.extent() == PrivacyRule.Extent.FULL
                    ? (form, value) -> Masking.full()
                    : (form, value) -> Masking.partial(form.text(value));
        }
        throw new IllegalArgumentException("no text replaces the values of " + nameOf(rule));
    }

    /** The rule's name in the configuration file. */
    static String nameOf(PrivacyRule rule) {
        if (rule instanceof PrivacyRule.EncryptEmail) {
            return "encrypt_email";
        }
        return rule.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private Operation tokenize() {
        String keyId = currentKey();
        Hmac hmac = new Hmac(ring.derive(keyId, KeyRing.TOKEN));
        return (form, value) -> new TextForm(TextForm.TOKEN, keyId, hmac.of(form.canonical(value))).text();
    }

    private Operation encrypt(String path) {
        String keyId = currentKey();
        Cell cell = Cell.ofColumn(ring, keyId, table, path);
        return (form, value) -> new TextForm(TextForm.CIPHERTEXT, keyId, cell.encrypt(form.canonical(value))).text();
    }

    private Operation encryptEmail(String path) {
        String keyId = currentKey();
        Cell cell = Cell.ofColumn(ring, keyId, table, path);
        return (form, value) -> {
            String address = form.text(value);
            int at = EmailAddress.at(address);
            byte[] plain = at < 0
                    ? form.canonical(value)
                    : Scalar.tagged(LOCAL_PART, address.substring(0, at).getBytes(StandardCharsets.UTF_8));
            String domain = at < 0 ? EmailAddress.NO_DOMAIN : address.substring(at + 1);
            return new TextForm(TextForm.CIPHERTEXT, keyId, cell.encrypt(plain)).text() + '@' + domain;
        };
    }

    private String currentKey() {
        return ring.currentId().orElseThrow(() -> new IllegalArgumentException("needs a key, and none is configured"));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
