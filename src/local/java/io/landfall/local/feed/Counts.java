package io.landfall.local.feed;

/**
 * What was produced to a table's topic and what has to become of it.
 *
 * @param produced {@code rows + duplicates + quarantined + skipped}
 */
public record Counts(long produced, long rows, long duplicates, long quarantined, long skipped) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    public Counts plus(Expected fate) {
        return new Counts(
                produced + 1,
                rows + (fate == Expected.ROW ? 1 : 0),
                duplicates + (fate == Expected.DUPLICATE ? 1 : 0),
                quarantined + (fate == Expected.QUARANTINED ? 1 : 0),
                skipped + (fate == Expected.SKIPPED ? 1 : 0));
    }
}
