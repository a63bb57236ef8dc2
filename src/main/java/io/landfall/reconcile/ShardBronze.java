package io.landfall.reconcile;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import io.landfall.reconcile.BronzeBatches.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Compares a shard's segments with the rows that bronze has of them. Says nothing where bronze is not looked at. */
final class ShardBronze {
    private final Shard shard;
    private final Optional<BronzeBatches> batches;
    private final Instant due;
    private final Findings findings;
    private long rows;
    private long pending;
    private Optional<Missing> missing = Optional.empty();

    /** Segments in a row that are not in bronze. */
    private record Missing(SegmentKey first, SegmentKey last, long end, long segments, long rows) {
        Missing and(SegmentFooter next) {
            return new Missing(
                    first,
                    next.key(),
                    next.end(),
                    segments + 1,
                    rows + next.ledger().rows());
        }
    }

    /**
     * Compares nothing yet.
     *
     * @param due what landed before has to be in bronze
     */
    ShardBronze(Shard shard, Optional<BronzeBatches> batches, Instant due, Findings findings) {
        this.shard = shard;
        this.batches = batches;
        this.due = due;
        this.findings = findings;
    }

    void segment(SegmentFooter footer) {
        if (batches.isEmpty()) {
            return;
        }
        Optional<Rows> found = batches.get().take(footer.key());
        if (found.isPresent()) {
            count(found.get());
            flush();
            compare(footer, found.get());
        } else if (footer.ledger().rows() > 0) {
            if (footer.landedAt().isBefore(due)) {
                missing =
                        Optional.of(missing.orElseGet(() -> new Missing(footer.key(), footer.key(), footer.end(), 0, 0))
                                .and(footer));
            } else {
                pending++;
            }
        }
    }

    private void compare(SegmentFooter footer, Rows found) {
        long landed = footer.ledger().rows();
        String figures =
                "the segment has " + landed + " rows, bronze " + found.rows() + " of " + found.distinct() + " offsets";
        if (found.rows() > found.distinct()) {
            add(FindingKind.ROWS_DOUBLED, footer, figures);
        }
        if (found.distinct() < landed) {
            add(FindingKind.ROWS_MISSING, footer, figures);
        }
        if (found.distinct() > landed) {
            add(FindingKind.ROWS_UNKNOWN, footer, figures);
        } else if (found.first() < footer.key().start() || found.last() >= footer.end()) {
            add(
                    FindingKind.ROWS_UNKNOWN,
                    footer,
                    "bronze has offsets " + found.first() + " to " + found.last() + " in this batch");
        }
    }

    private void add(FindingKind kind, SegmentFooter footer, String detail) {
        findings.add(Finding.ofOffsets(
                kind,
                shard,
                footer.key().start(),
                footer.end(),
                List.of(footer.key().path()),
                detail));
    }

    /** A segment that nobody can compare: its rows are its own. */
    void unreadable(SegmentKey key) {
        batches.flatMap(b -> b.take(key)).ifPresent(this::count);
    }

    /** Adds rows that belong to the shard, whatever else is to be said of them. */
    void count(Rows found) {
        rows += found.rows();
    }

    /** Says what bronze has of a range in which there is no segment, for the end of a sentence. */
    String between(long from, long to) {
        if (batches.isEmpty()) {
            return "";
        }
        long found = batches.get().takeRows(shard, from, to);
        rows += found;
        return "; bronze has " + (found == 0 ? "no" : found) + " rows of them";
    }

    /** There are no more segments. */
    void end() {
        flush();
    }

    private void flush() {
        missing.ifPresent(m -> findings.add(Finding.ofOffsets(
                FindingKind.NOT_INGESTED,
                shard,
                m.first().start(),
                m.end(),
                Stream.of(m.first(), m.last()).map(SegmentKey::path).distinct().toList(),
                m.segments() + (m.segments() == 1 ? " segment" : " segments") + " with " + m.rows() + " rows")));
        missing = Optional.empty();
    }

    /** Rows in bronze; empty where it was not looked at. */
    OptionalLong rows() {
        return batches.isPresent() ? OptionalLong.of(rows) : OptionalLong.empty();
    }

    /** Segments that are not in bronze, and need not be yet. */
    long pending() {
        return pending;
    }
}
