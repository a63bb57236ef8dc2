package io.landfall.privacy;

/**
 * What was done to a column's values. A landed segment's schema says it under {@link #PROPERTY}, and segments outlive releases: a
 * word that has landed never changes.
 */
enum Protection {
    TOKENIZE("tokenize"),
    ENCRYPT("encrypt"),
    ENCRYPT_EMAIL("encrypt_email"),
    HASH("hash"),
    MASK("mask"),
    REDACT("redact");

    /** Property of a protected field in the schema. */
    static final String PROPERTY = "landfall.protection";

    private final String word;

    Protection(String word) {
        this.word = word;
    }

    /** The rule's name in the configuration file, and the property's value. */
    String word() {
        return word;
    }
}
