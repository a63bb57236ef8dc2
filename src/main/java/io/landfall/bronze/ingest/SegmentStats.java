package io.landfall.bronze.ingest;

import io.landfall.landing.segment.SegmentKey;
import java.util.Optional;

/**
 * What a batch holds of one segment.
 *
 * @param path where the segment is
 * @param rows its rows
 * @param first their smallest source offset; -1 without rows
 * @param last their largest source offset; -1 without rows
 * @param oldest their smallest Kafka timestamp in epoch milliseconds; {@link Long#MAX_VALUE} if unknown
 * @param landedFirst their smallest landing time in epoch milliseconds; {@link Long#MAX_VALUE} if unknown
 * @param landed their largest landing time in epoch milliseconds; {@link Long#MIN_VALUE} if unknown
 */
record SegmentStats(String path, long rows, long first, long last, long oldest, long landedFirst, long landed) {

    static SegmentStats none(String path) {
        return new SegmentStats(path, 0, -1, -1, Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** The segment's key, or its path if that is not the path of a segment. */
    String name() {
        return SegmentKey.parse(path).map(SegmentKey::path).orElse(path);
    }

    /** What its rows have as {@code batch_id}; empty if its path is not the path of a segment. */
    Optional<String> batchId() {
        return SegmentKey.parse(path).map(SegmentKey::batchId);
    }

    /** The topic and partition that it comes from; its path if that is not the path of a segment. */
    String shard() {
        return SegmentKey.parse(path).map(key -> key.shard().toString()).orElse(path);
    }
}
