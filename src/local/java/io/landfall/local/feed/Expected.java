package io.landfall.local.feed;

/** What has to become of a record. */
public enum Expected {
    /** Lands as a row. */
    ROW,
    /** Is dropped as the same as an earlier one. */
    DUPLICATE,
    /** Goes to quarantine. */
    QUARANTINED,
    /** Is only counted. */
    SKIPPED
}
