package io.landfall.reconcile;

import io.landfall.landing.parquet.SegmentReader.Found;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.OffsetRanges;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.util.List;
import java.util.Optional;

/** One shard's segments, as they come in order: each has to begin where the one before ended, and to fit its ledger. */
final class Chain {
    private final Shard shard;
    private final boolean fromZero;
    private final ShardBronze bronze;
    private final Findings findings;
    private Ledger ledger = Ledger.EMPTY;
    private long segments;
    private long withoutRecord;
    private long first;
    private long tip;
    private Optional<SegmentKey> last = Optional.empty();
    /** Whether the last link is one whose end nobody can tell. */
    private boolean open;

    private long committed = -1;
    private Optional<SegmentKey> committedIn = Optional.empty();

    /**
     * A chain without links.
     *
     * @param fromZero whether it has to begin at offset 0
     */
    Chain(Shard shard, boolean fromZero, ShardBronze bronze, Findings findings) {
        this.shard = shard;
        this.fromZero = fromZero;
        this.bronze = bronze;
        this.findings = findings;
    }

    /** Adds what was found at the next key. */
    void add(SegmentKey key, Found found) {
        if (found instanceof Found.Segment segment) {
            if (segment.footer().key().equals(key)) {
                link(segment);
            } else {
                damaged(
                        key,
                        FindingKind.MISPLACED,
                        "its footer is that of " + segment.footer().key());
            }
        } else if (found instanceof Found.Unreadable unreadable) {
            damaged(key, FindingKind.DAMAGED, unreadable.why());
        }
    }

    private void damaged(SegmentKey key, FindingKind kind, String why) {
        segments++;
        bronze.unreadable(key);
        findings.add(Finding.ofShard(kind, shard, List.of(key.path()), why));
        boolean begins = last.isEmpty() && (key.start() == 0 || !fromZero);
        if (begins || open || (last.isPresent() && key.start() == tip)) {
            // It is where the next link has to be, so it stands for that link.
            if (last.isEmpty()) {
                first = key.start();
            }
            tip = key.start();
            last = Optional.of(key);
            open = true;
        }
    }

    private void link(Found.Segment segment) {
        SegmentFooter footer = segment.footer();
        SegmentKey key = footer.key();
        segments++;
        if (last.isEmpty()) {
            begin(key);
        } else if (!open && key.start() > tip) {
            gap(FindingKind.GAP, tip, key.start(), List.of(last.get().path(), key.path()));
        } else if (!open && key.start() < tip) {
            findings.add(Finding.ofOffsets(
                    FindingKind.OVERLAP,
                    shard,
                    key.start(),
                    Math.min(tip, footer.end()),
                    List.of(last.get().path(), key.path()),
                    "the first ends at " + tip + ", the second covers [" + key.start() + ", " + footer.end() + ")"));
        }
        if (open || last.isEmpty() || footer.end() >= tip) {
            tip = footer.end();
            last = Optional.of(key);
            open = false;
        }
        if (footer.committed() > committed) {
            committed = footer.committed();
            committedIn = Optional.of(key);
        }
        ledger = ledger.plus(footer.ledger());
        withoutRecord += withoutRecord(footer);
        contradiction(segment)
                .ifPresent(why -> findings.add(Finding.ofShard(FindingKind.LEDGER, shard, List.of(key.path()), why)));
        bronze.segment(footer);
    }

    private void begin(SegmentKey key) {
        first = key.start();
        if (fromZero && first > 0) {
            gap(FindingKind.BEGINNING_MISSING, 0, first, List.of(key.path()));
        }
    }

    private void gap(FindingKind kind, long from, long to, List<String> objects) {
        findings.add(
                Finding.ofOffsets(kind, shard, from, to, objects, (to - from) + " offsets" + bronze.between(from, to)));
    }

    /** What cannot be, given the range and the rows that Parquet counts. */
    private static Optional<String> contradiction(Found.Segment segment) {
        SegmentFooter footer = segment.footer();
        Ledger ledger = footer.ledger();
        long offsets = footer.end() - footer.key().start();
        long quarantined =
                footer.quarantined().ranges().stream().mapToLong(Chain::size).sum();
        if (segment.rows() != ledger.rows()) {
            return Optional.of("it holds " + segment.rows() + " rows, its ledger says " + ledger.rows());
        }
        if (quarantined != ledger.quarantined()) {
            return Optional.of(
                    "it lists " + quarantined + " quarantined offsets, its ledger says " + ledger.quarantined());
        }
        if (ledger.read() + ledger.expired() > offsets) {
            return Optional.of("it covers " + offsets + " offsets, its ledger says that " + ledger.read()
                    + " were read and " + ledger.expired() + " expired");
        }
        return Optional.empty();
    }

    private static long withoutRecord(SegmentFooter footer) {
        Ledger ledger = footer.ledger();
        return Math.max(0, footer.end() - footer.key().start() - ledger.read() - ledger.expired());
    }

    private static long size(OffsetRanges.Range range) {
        return range.last() - range.first() + 1;
    }

    /** Nothing comes any more. Offsets below {@code groupOffset} have to be covered. */
    void end(long groupOffset) {
        if (!open && tip < groupOffset) {
            gap(
                    FindingKind.NOT_LANDED,
                    tip,
                    groupOffset,
                    last.map(key -> List.of(key.path())).orElse(List.of()));
        }
        bronze.end();
    }

    Shard shard() {
        return shard;
    }

    Ledger ledger() {
        return ledger;
    }

    long segments() {
        return segments;
    }

    /** Offsets of its ranges at which nothing was read, and nothing was known to have expired. */
    long withoutRecord() {
        return withoutRecord;
    }

    boolean isEmpty() {
        return last.isEmpty();
    }

    /** The first offset that is covered. */
    long first() {
        return first;
    }

    /** The first offset after the chain, as far as that can be told. */
    long tip() {
        return tip;
    }

    /** Whether this offset is before the chain's beginning, where it need not begin at 0. */
    boolean isTrimmed(long offset) {
        return !fromZero && (isEmpty() || offset < first);
    }

    /** The greatest offset that was committed when one of the segments was opened; -1 if there is none. */
    long committed() {
        return committed;
    }

    Optional<SegmentKey> committedIn() {
        return committedIn;
    }

    ShardBronze bronze() {
        return bronze;
    }
}
