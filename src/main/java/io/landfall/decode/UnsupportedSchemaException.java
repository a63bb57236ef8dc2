package io.landfall.decode;

/** A schema that cannot be a table's: found at start, so that no record is read for it. */
public final class UnsupportedSchemaException extends RuntimeException {
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
