package io.landfall.config;

/** How one personal-data field is protected before it leaves the service. */
public sealed interface PrivacyRule {
    /** A keyed, deterministic token: equal values meet, the value does not come back. */
    record Tokenize() implements PrivacyRule {}

    /** What comes back with the key. */
    sealed interface Encryption extends PrivacyRule {}

    /** AES-GCM. */
    record Encrypt() implements Encryption {}

    /** As {@link Encrypt}, of the part before the {@code @}; the result still looks like an e-mail address. */
    record EncryptEmail() implements Encryption {}

    /** Both, in a column each: the field's own has the token, another right after it the ciphertext. */
    record TokenizeAndEncrypt(Encryption encryption) implements PrivacyRule {
        /** What the ciphertext's column has behind the field's name. */
        public static final String SUFFIX = "_encrypted";
    }

    /** Part or all of the text becomes {@code *}. */
    record Mask(Extent extent) implements PrivacyRule {}

    /** SHA-256 without a key, for joins with systems that hash the same way; guessable for few possible values. */
    record Hash() implements PrivacyRule {}

    /** The column stays, its values do not. */
    record Redact() implements PrivacyRule {}

    /** The column goes. */
    record Drop() implements PrivacyRule {}

    /** YAML: {@code partial}, {@code full}. */
    enum Extent {
        PARTIAL,
        FULL
    }
}
