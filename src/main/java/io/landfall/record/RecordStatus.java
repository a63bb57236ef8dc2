package io.landfall.record;

/** Lands as {@code record_status}. */
public enum RecordStatus {
    ACTIVE,
    /** Made from a tombstone: only the key's fields have values. */
    DELETED
}
