package io.landfall.landing;

import io.landfall.landing.segment.SegmentKey;

/** Another writer landed the segment this one was about to land, and owns the shard now; or the parts of an upload are gone. */
public final class ShardLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ShardLostException(SegmentKey key) {
        super(
                key
                        + " was landed by another writer, or its parts are gone; this task stops and starts again from what landed");
    }
}
