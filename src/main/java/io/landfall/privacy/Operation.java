package io.landfall.privacy;

/**
 * What replaces one value that is not null by text. Safe for use by several threads.
 *
 * @param protection what it is called
 */
record Operation(Protection protection, Replacement replacement) {
    /** A value's text. */
    @FunctionalInterface
    interface Replacement {
        /** The text that takes the value's place. */
        String of(Scalar form, Object value);
    }

    String apply(Scalar form, Object value) {
        return replacement.of(form, value);
    }
}
