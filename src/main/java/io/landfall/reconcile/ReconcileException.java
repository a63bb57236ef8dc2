package io.landfall.reconcile;

/** The check could not be finished; that says nothing about what it checks. */
public final class ReconcileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ReconcileException(String message) {
        super(message);
    }

    public ReconcileException(String message, Throwable cause) {
        super(message, cause);
    }
}
