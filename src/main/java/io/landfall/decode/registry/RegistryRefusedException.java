package io.landfall.decode.registry;

/** The registry answered in a way that asking again will not change: wrong login, wrong URL, not a registry. */
public final class RegistryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegistryRefusedException(String message) {
        super(message);
    }
}
