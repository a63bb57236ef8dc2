package io.landfall.bronze.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentListingTest {
    private static final Shard ONE = new Shard("orders", 1, "shop.orders", 0);
    private static final Shard TWO = new Shard("orders", 1, "shop.orders", 1);

    @Test
    void shouldLeaveNoGapWhereASegmentLandedBehindTheListing() {
        // 10 landed when its page had been read, 20 before the next was.
        List<SegmentKey> first = List.of(ONE.segmentAt(0), ONE.segmentAt(20));
        List<SegmentKey> second = List.of(ONE.segmentAt(0), ONE.segmentAt(10), ONE.segmentAt(20));

        assertThat(SegmentListing.complete(first, second)).isEqualTo(second);
    }

    @Test
    void shouldLeaveWhatLandedMeanwhileToTheNextListing() {
        // 20 and 30 landed after the first listing, and 20 behind the second.
        List<SegmentKey> first = List.of(ONE.segmentAt(0), ONE.segmentAt(10));
        List<SegmentKey> second = List.of(TWO.segmentAt(0), ONE.segmentAt(30), ONE.segmentAt(0), ONE.segmentAt(10));

        assertThat(SegmentListing.complete(first, second)).containsExactly(ONE.segmentAt(0), ONE.segmentAt(10));
    }

    @Test
    void shouldListShardsInOrder() {
        List<SegmentKey> all = List.of(TWO.segmentAt(5), ONE.segmentAt(100), TWO.segmentAt(0), ONE.segmentAt(20));

        assertThat(SegmentListing.complete(all, all))
                .containsExactly(ONE.segmentAt(20), ONE.segmentAt(100), TWO.segmentAt(0), TWO.segmentAt(5));
    }
}
