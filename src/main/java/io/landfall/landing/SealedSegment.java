package io.landfall.landing;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.CreateResult;

/** A segment that is complete and on its way to the landing area. */
record SealedSegment(SegmentFooter footer, SegmentContent rows) {

    /** Writes it, create-only; as often as it takes. */
    CreateResult write(ObjectStore store) {
        return rows.write(store, footer);
    }
}
