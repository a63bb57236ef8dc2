package io.landfall.delta;

/** A Delta table could not be read. */
public final class DeltaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeltaException(String location, Exception cause) {
        super("cannot read the Delta table " + location + ": " + cause.getMessage(), cause);
    }
}
