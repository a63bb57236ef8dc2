package io.landfall.bronze.plan;

/** What the bronze job cannot do, said in a way that helps. Trying again does not; its message holds no row content. */
public final class BronzeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BronzeException(String message) {
        super(message);
    }

    public BronzeException(String message, Throwable cause) {
        super(message, cause);
    }
}
