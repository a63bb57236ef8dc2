package io.landfall.landing;

import io.landfall.landing.segment.SegmentFooter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A segment that is complete and on its way to the landing area.
 *
 * @param content the Parquet file
 */
record SealedSegment(SegmentFooter footer, List<ByteBuffer> content) {

    long size() {
        return content.stream().mapToLong(ByteBuffer::remaining).sum();
    }
}
