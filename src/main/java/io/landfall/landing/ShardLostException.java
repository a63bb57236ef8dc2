package io.landfall.landing;

import io.landfall.landing.segment.SegmentKey;

/** Another writer landed the segment this one was about to land: it owns the shard now. */
public final class ShardLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ShardLostException(SegmentKey key) {
        super("another writer landed " + key + "; this task stops and starts again from what landed");
    }
}
