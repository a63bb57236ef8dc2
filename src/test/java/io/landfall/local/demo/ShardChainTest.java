package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.OffsetRanges;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShardChainTest {
    private static final Shard SHARD = new Shard("bz_orders", 1, "demo.orders", 0);

    private final ShardChain chain = new ShardChain();

    @Test
    void shouldCoverWhatItsSegmentsHold() {
        add(0, 10);
        add(10, 25);
        assertThat(chain.covers(25)).isTrue();
        assertThat(chain.covers(26)).isFalse();
        assertThat(chain.ledger().read()).isEqualTo(25);
        assertThat(chain.segments()).isEqualTo(2);
    }

    @Test
    void shouldCoverAnEmptyTopicWithoutSegments() {
        assertThat(chain.covers(0)).isTrue();
        assertThat(chain.covers(1)).isFalse();
    }

    @Test
    void shouldNotCoverAGapOrAnOverlap() {
        add(0, 10);
        add(11, 20);
        assertThat(chain.covers(20)).isFalse();
        ShardChain overlapping = new ShardChain();
        add(overlapping, 0, 10);
        add(overlapping, 9, 20);
        assertThat(overlapping.covers(20)).isFalse();
    }

    private void add(long start, long end) {
        add(chain, start, end);
    }

    private static void add(ShardChain chain, long start, long end) {
        long read = end - start;
        SegmentKey key = SHARD.segmentAt(start);
        SegmentFooter footer = new SegmentFooter(
                key,
                end,
                start,
                new Ledger(read, read, 0, 0, 0, 0),
                OffsetRanges.parse(""),
                "nonce",
                "schema",
                "policy",
                Instant.EPOCH);
        chain.add(key, footer.toObjectMetadata());
    }
}
