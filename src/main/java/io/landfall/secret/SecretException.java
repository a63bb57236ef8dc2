package io.landfall.secret;

/** A reference cannot be resolved. Names the reference and its key, never the content of a secret. */
public final class SecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }
}
