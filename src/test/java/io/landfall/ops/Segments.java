package io.landfall.ops;

import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.OffsetRanges;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import java.time.Instant;

/** Footers of segments, for those who only count. */
final class Segments {
    private Segments() {}

    static SegmentFooter of(Shard shard, Ledger ledger) {
        return new SegmentFooter(
                shard.segmentAt(0),
                ledger.read(),
                0,
                ledger,
                OffsetRanges.parse(""),
                "nonce",
                "schema",
                "policy",
                Instant.EPOCH);
    }
}
