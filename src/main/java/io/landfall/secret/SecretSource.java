package io.landfall.secret;

/** A place that keeps secrets. */
public interface SecretSource {
    /** Looks a secret up by what follows the colon in its reference. */
    Lookup lookup(String name);

    /** What became of it. */
    sealed interface Lookup {
        /** There it is. */
        record Found(Secret secret) implements Lookup {}

        /**
         * There is none to be had.
         *
         * @param why for the operator; never holds any part of a secret
         */
        record NotFound(String why) implements Lookup {}
    }
}
