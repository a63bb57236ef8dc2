package io.landfall.decode;

/**
 * What is wrong at which field, without values. Stays inside this package: the decoder turns it into an outcome. Poison
 * may come in bulk, so it carries no stack trace.
 */
final class FieldProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private String path = "";

    FieldProblemException(String problem) {
        super(problem, null, false, false);
    }

    /** The same problem, one level further out. */
    FieldProblemException within(String field) {
        path = path.isEmpty() ? field : field + "." + path;
        return this;
    }

    /** {@code Field address.street: problem}. */
    String describe() {
        return path.isEmpty() ? "The record: " + getMessage() : "Field " + path + ": " + getMessage();
    }
}
