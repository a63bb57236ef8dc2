package io.landfall.record;

/**
 * What became of a record in a stage: it passed, or it ended here. Poison is data, not an exception.
 *
 * @param <T> what the stage makes of a record that passes
 */
public sealed interface Outcome<T> {

    /** Goes on to the next stage. */
    record Passed<T>(T record) implements Outcome<T> {}

    /** The same as a record accepted earlier. */
    record Duplicate<T>(Position position) implements Outcome<T> {}

    /** Counted, and that is all: for instance a tombstone. */
    record Skipped<T>(Position position) implements Outcome<T> {}

    /**
     * Cannot or may not land.
     *
     * @param message for people; names fields, types and rules, never values
     */
    record Quarantined<T>(Position position, QuarantineReason reason, String message) implements Outcome<T> {}
}
