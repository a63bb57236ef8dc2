package io.landfall.privacy;

import io.landfall.config.PrivacyRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What rules make of a table's fields. Those that need a key use the ring's current one. */
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
     * The columns that a rule makes of its field, in their order; none if it drops it.
     *
     * @throws IllegalArgumentException if the rule needs a key and there is none
     */
    List<ProtectedColumn> columns(PrivacyRule rule, String path) {
        if (rule instanceof PrivacyRule.Drop) {
            return List.of();
        }
        if (rule instanceof PrivacyRule.TokenizeAndEncrypt both) {
            return List.of(
                    column("", new PrivacyRule.Tokenize(), path),
                    column(PrivacyRule.TokenizeAndEncrypt.SUFFIX, both.encryption(), path));
        }
        return List.of(column("", rule, path));
    }

    private ProtectedColumn column(String suffix, PrivacyRule rule, String path) {
        if (rule instanceof PrivacyRule.Redact) {
            return new ProtectedColumn(suffix, nameOf(rule), FieldProtection::redacted);
        }
        Operation operation = operation(rule, path);
        return new ProtectedColumn(suffix, nameOf(rule), type -> FieldProtection.replacedByText(type, rule, operation));
    }

    private Operation operation(PrivacyRule rule, String path) {
        if (rule instanceof PrivacyRule.Tokenize) {
            return tokenize(currentKey(rule));
        }
        if (rule instanceof PrivacyRule.Encrypt) {
            return encrypt(currentKey(rule), path);
        }
        if (rule instanceof PrivacyRule.EncryptEmail) {
            return encryptEmail(currentKey(rule), path);
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
    private static String nameOf(PrivacyRule rule) {
        if (rule instanceof PrivacyRule.EncryptEmail) {
            return "encrypt_email";
        }
        return rule.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private Operation tokenize(String keyId) {
        Hmac hmac = new Hmac(ring.derive(keyId, KeyRing.TOKEN));
        Function<byte[], String> token = TextForm.writer(TextForm.TOKEN, keyId);
        return (form, value) -> token.apply(hmac.of(form.canonical(value)));
    }

    private Operation encrypt(String keyId, String path) {
        Cell cell = Cell.ofColumn(ring, keyId, table, path);
        Function<byte[], String> ciphertext = TextForm.writer(TextForm.CIPHERTEXT, keyId);
        return (form, value) -> ciphertext.apply(cell.encrypt(form.canonical(value)));
    }

    private Operation encryptEmail(String keyId, String path) {
        Cell cell = Cell.ofColumn(ring, keyId, table, path);
        Function<byte[], String> ciphertext = TextForm.writer(TextForm.CIPHERTEXT, keyId);
        return (form, value) -> {
            String address = form.text(value);
            int at = EmailAddress.at(address);
            byte[] plain = at < 0
                    ? form.canonical(value)
                    : Scalar.tagged(LOCAL_PART, address.substring(0, at).getBytes(StandardCharsets.UTF_8));
            String domain = at < 0 ? EmailAddress.NO_DOMAIN : address.substring(at + 1);
            return ciphertext.apply(cell.encrypt(plain)) + '@' + domain;
        };
    }

    private String currentKey(PrivacyRule rule) {
        return ring.currentId()
                .orElseThrow(() -> new IllegalArgumentException(nameOf(rule) + " needs a key, and none is configured"));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
