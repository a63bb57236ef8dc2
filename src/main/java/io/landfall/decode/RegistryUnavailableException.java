package io.landfall.decode;

/**
 * No answer from the registry: down, overloaded, out of reach, or the waiting thread was interrupted. Says nothing about
 * the record; restart the thread, do not quarantine.
 */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message) {
        super(message);
    }

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
