package io.landfall.landing;

/**
 * What goes with a commit, such as the changelog of dedupe, did not all reach Kafka. Whoever wrote it takes it for written, so it has to
 * begin anew from what is committed.
 */
final class WritesFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WritesFailedException(Exception cause) {
        super("not all that goes with this commit was written: " + cause.getMessage(), cause);
    }
}
