package io.landfall.landing.segment;

/**
 * What became of the records of a range. {@code read = rows + duplicates + quarantined + skipped}, always.
 *
 * @param read records that were read
 * @param rows records that landed
 * @param duplicates records that equal an earlier one
 * @param quarantined records that went to quarantine
 * @param skipped records that are only counted, for instance tombstones
 * @param expired offsets that retention took before they were read; not part of {@code read}
 */
public record Ledger(long read, long rows, long duplicates, long quarantined, long skipped, long expired) {
    public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0);

    public Ledger {
        if (read != rows + duplicates + quarantined + skipped) {
            throw new IllegalArgumentException("ledger does not balance: read " + read + ", rows " + rows
                    + ", duplicates " + duplicates + ", quarantined " + quarantined + ", skipped " + skipped);
        }
    }

    public Ledger plus(Ledger other) {
        return new Ledger(
                read + other.read,
                rows + other.rows,
                duplicates + other.duplicates,
                quarantined + other.quarantined,
                skipped + other.skipped,
                expired + other.expired);
    }
}
