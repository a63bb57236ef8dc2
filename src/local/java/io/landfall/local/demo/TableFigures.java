package io.landfall.local.demo;

import io.landfall.landing.segment.Ledger;
import io.landfall.local.feed.Counts;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How far a table is.
 *
 * @param fed what was produced and has to become of it
 * @param ledger what became of it, by the segments
 * @param covered whether the segments hold each offset of the topic exactly once
 * @param betweenBatches whether the bronze job does nothing for it right now
 * @param written when rows were last added to bronze
 */
record TableFigures(
        String table,
        Counts fed,
        Ledger ledger,
        long segments,
        boolean covered,
        long bronzeRows,
        boolean betweenBatches,
        OptionalDouble score,
        Instant written) {

    /** Whether each record became what it had to. */
    boolean balances() {
        return fed.produced() == ledger.read()
                && fed.rows() == ledger.rows()
                && fed.duplicates() == ledger.duplicates()
                && fed.quarantined() == ledger.quarantined()
                && fed.skipped() == ledger.skipped()
                && ledger.expired() == 0
                && bronzeRows == ledger.rows();
    }

    /** Whether nothing is under way, be it right or wrong. */
    boolean settled() {
        return covered && bronzeRows == ledger.rows() && betweenBatches;
    }

    /** What changes as long as something is going on. */
    long activity() {
        return fed.produced() + ledger.read() + segments + bronzeRows;
    }
}
