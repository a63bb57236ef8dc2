package io.landfall.decode;

/** From a value as Avro's reader gives it to the value that lands. */
@FunctionalInterface
interface ValueConversion {
    /** Nothing to do: compared by identity, so that whole branches are left out of the hot path. */
    ValueConversion NONE = value -> value;

    /**
     * Converts a value that is not null. Records, arrays and maps are changed in place: they are fresh from the reader.
     *
     * @throws FieldProblemException if the value does not fit
     */
    Object apply(Object value);
}
