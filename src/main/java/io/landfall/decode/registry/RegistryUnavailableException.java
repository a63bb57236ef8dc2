package io.landfall.decode.registry;

/**
 * No answer from the registry: down, overloaded, out of reach, or the waiting thread was interrupted. Says nothing about
 * the record; restart the thread, do not quarantine.
 */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean limited;

    public RegistryUnavailableException(String message) {
        this(message, false);
    }

    RegistryUnavailableException(String message, boolean limited) {
        super(message);
        this.limited = limited;
    }

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.limited = false;
    }

    /** Whether it does answer: that it has been asked too often. */
    public boolean isLimited() {
        return limited;
    }
}
