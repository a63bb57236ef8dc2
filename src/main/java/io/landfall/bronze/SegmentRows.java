package io.landfall.bronze;

import io.landfall.landing.segment.SegmentKey;

/**
 * What a batch holds of one segment.
 *
 * @param path where the segment is
 * @param rows its rows
 * @param first their smallest source offset; -1 without rows
 * @param last their largest source offset; -1 without rows
 * @param oldest their smallest Kafka timestamp in epoch milliseconds; {@link Long#MAX_VALUE} if unknown
 */
record SegmentRows(String path, long rows, long first, long last, long oldest) {

    static SegmentRows none(String path) {
        return new SegmentRows(path, 0, -1, -1, Long.MAX_VALUE);
    }

    /** The segment's key, or its path if that is not the path of a segment. */
    String name() {
        return SegmentKey.parse(path).map(SegmentKey::path).orElse(path);
    }

    /** The topic and partition that it comes from; its path if that is not the path of a segment. */
    String shard() {
        return SegmentKey.parse(path).map(key -> key.shard().toString()).orElse(path);
    }
}
