package io.landfall.simulation;

/** What must hold, by the names that the protocol's page gives it. */
enum Invariant {
    NO_LOSS("No loss"),
    NO_DUPLICATES("No duplicates"),
    BALANCE("Balance"),
    IMMUTABILITY("Immutability"),
    FENCING("Fencing"),
    /** Not one of the five: when trouble ends all goes on, and nothing stops that had no cause to. */
    PROGRESS("Progress");

    private final String text;

    Invariant(String text) {
        this.text = text;
    }

    /** That it does not hold. */
    record Violation(Invariant invariant, String message) {
        @Override
        public String toString() {
            return invariant.text + ": " + message;
        }
    }
}
