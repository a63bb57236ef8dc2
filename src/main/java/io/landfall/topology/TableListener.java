package io.landfall.topology;

import io.landfall.record.QuarantineReason;

/**
 * Hears what becomes of one table's records. Each record that was read ends in exactly one way, so
 * {@code read = landed + duplicates + quarantined + skipped} between any two records. Records below the tip were counted by
 * the run that landed them and are not reported again. Offsets that retention took first are in the segments' ledgers.
 */
public interface TableListener {
    /** Hears nothing. */
    TableListener NONE = new TableListener() {};

    /** Records came from Kafka. */
    default void read(long records) {}

    /** A record got its quality score, 0..100, whatever becomes of it next. */
    default void scored(int score) {}

    /** A record ended as a row of the shard's open segment. */
    default void landed() {}

    /** A record ended because it is the same as one accepted earlier. */
    default void duplicate() {}

    /** A record ended in quarantine. */
    default void quarantined(QuarantineReason reason) {}

    /** A record ended by being counted only, for instance a tombstone. */
    default void skipped() {}
}
