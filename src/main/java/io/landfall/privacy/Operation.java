package io.landfall.privacy;

/** What replaces one value that is not null by text. Safe for use by several threads. */
interface Operation {
    String apply(Scalar form, Object value);
}
