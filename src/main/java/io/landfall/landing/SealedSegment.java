package io.landfall.landing;

import io.landfall.landing.ObjectStore.CreateResult;
import io.landfall.landing.segment.SegmentFooter;

/** A segment that is complete and on its way to the landing area. */
record SealedSegment(SegmentFooter footer, SegmentRows rows) {

    /** Writes it, create-only; as often as it takes. */
    CreateResult write(ObjectStore store) {
        return rows.write(store, footer);
    }
}
