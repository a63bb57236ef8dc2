package io.landfall.decode;

import io.landfall.failure.StopsTheService;

/** A schema that cannot be a table's: found at start, so that no record is read for it. */
public final class UnsupportedSchemaException extends RuntimeException implements StopsTheService {
    private static final long serialVersionUID = 1L;

    /**
     * Says where and why.
     *
     * @param path the field's, {@code address.street}; empty for the schema itself
     */
    public UnsupportedSchemaException(String path, String problem) {
        super(path.isEmpty() ? problem : "Field " + path + ": " + problem);
    }
}
