package io.landfall.landing;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import java.util.List;

/**
 * Where a shard goes on.
 *
 * @param committed the group's committed offset; where there is none, the offset at which the chain begins
 * @param tip where the next segment starts; above {@code committed} if segments landed whose commit did not happen
 * @param logStart the first offset that there was to read, if this shard has neither a commit nor a segment; else zero
 * @param ahead those segments, in order
 */
public record ShardOpening(Shard shard, long committed, long tip, long logStart, List<SegmentFooter> ahead) {

    /** Whether a segment that landed before a restart sent this offset to quarantine. */
    public boolean landedQuarantined(long offset) {
        if (offset < tip) {
            for (SegmentFooter segment : ahead) {
                if (offset < segment.end()) {
                    return segment.quarantined().contains(offset);
                }
            }
        }
        return false;
    }
}
