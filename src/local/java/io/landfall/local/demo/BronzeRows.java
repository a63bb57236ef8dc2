package io.landfall.local.demo;

import io.landfall.delta.DataFile;
import io.landfall.delta.DeltaSnapshot;
import io.landfall.delta.DeltaTable;
import java.time.Instant;
import java.util.Optional;

/** Counts a bronze table's rows by its log. Looks through the log only if it has grown, and never at the data. */
final class BronzeRows {
    private final DeltaTable table;
    private Optional<Long> version = Optional.empty();
    private long rows;
    private Instant written = Instant.EPOCH;

    BronzeRows(DeltaTable table) {
        this.table = table;
    }

    /** Looks whether there were commits since the last time. */
    void refresh() {
        if (version.isEmpty() || table.hasCommit(version.get() + 1)) {
            table.newest().ifPresent(this::count);
        }
    }

    private void count(DeltaSnapshot snapshot) {
        version = Optional.of(snapshot.version());
        rows = 0;
        snapshot.files(this::count);
    }

    private void count(DataFile file) {
        rows += file.rows().orElse(0);
        written = file.modified().isAfter(written) ? file.modified() : written;
    }

    long rows() {
        return rows;
    }

    /** When rows were last added; the epoch if there are none. */
    Instant written() {
        return written;
    }
}
