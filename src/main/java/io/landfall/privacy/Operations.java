package io.landfall.privacy;

import io.landfall.config.PrivacyRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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
            return new ProtectedColumn(suffix, Protection.REDACT, FieldProtection::redacted);
        }
        Operation operation = operation(rule, path);
        return new ProtectedColumn(
                suffix, operation.protection(), type -> FieldProtection.replacedByText(type, operation));
    }

    private Operation operation(PrivacyRule rule, String path) {
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
            return new Operation(
                    Protection.HASH, (form, value) -> HexFormat.of().formatHex(sha256().digest(form.content(value))));
        }
        if (rule instanceof PrivacyRule.Mask mask) {
            return new Operation(
                    Protection.MASK,
                    mask.extent() == PrivacyRule.Extent.FULL
                            ? (form, value) -> Masking.full()
                            : (form, value) -> Masking.partial(form.text(value)));
        }
        throw new IllegalArgumentException("no text replaces the values of " + rule);
    }

    private Operation tokenize() {
        String keyId = currentKey(Protection.TOKENIZE);
        Hmac hmac = new Hmac(ring.derive(keyId, KeyRing.TOKEN));
        Function<byte[], String> token = TextForm.writer(TextForm.TOKEN, keyId);
        return new Operation(Protection.TOKENIZE, (form, value) -> token.apply(hmac.of(form.canonical(value))));
    }

    private Operation encrypt(String path) {
        String keyId = currentKey(Protection.ENCRYPT);
        Cell cell = Cell.ofColumn(ring, keyId, table, path);
        Function<byte[], String> ciphertext = TextForm.writer(TextForm.CIPHERTEXT, keyId);
        return new Operation(
                Protection.ENCRYPT, (form, value) -> ciphertext.apply(cell.encrypt(form.canonical(value))));
    }

    private Operation encryptEmail(String path) {
        String keyId = currentKey(Protection.ENCRYPT_EMAIL);
        Cell cell = Cell.ofColumn(ring, keyId, table, path);
        Function<byte[], String> ciphertext = TextForm.writer(TextForm.CIPHERTEXT, keyId);
        return new Operation(Protection.ENCRYPT_EMAIL, (form, value) -> {
            String address = form.text(value);
            int at = EmailAddress.at(address);
            byte[] plain = at < 0
                    ? form.canonical(value)
                    : Scalar.tagged(LOCAL_PART, address.substring(0, at).getBytes(StandardCharsets.UTF_8));
            String domain = at < 0 ? EmailAddress.NO_DOMAIN : address.substring(at + 1);
            return ciphertext.apply(cell.encrypt(plain)) + '@' + domain;
        });
    }

    private String currentKey(Protection protection) {
        return ring.currentId()
                .orElseThrow(
                        () -> new IllegalArgumentException(protection.word() + " needs a key, and none is configured"));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
