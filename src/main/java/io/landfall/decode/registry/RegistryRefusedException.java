package io.landfall.decode.registry;

import io.landfall.failure.StopsTheService;

/** The registry answered in a way that asking again will not change: wrong login, wrong URL, not a registry. */
public final class RegistryRefusedException extends RuntimeException implements StopsTheService {
    private static final long serialVersionUID = 1L;

    public RegistryRefusedException(String message) {
        super(message);
    }
}
