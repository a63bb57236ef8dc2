package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchContentsTest {
    private static final String LANDED = "s3a://acme/landfall/bz_orders/g0001/orders/00003/%020d.parquet";

    @Test
    void shouldTellRangesPerShardAndLeaveOutSegmentsWithoutRows() {
        BatchContents contents = new BatchContents(List.of(
                new SegmentStats(LANDED.formatted(100), 10, 100, 119, 5_000, 7_000, 8_000),
                new SegmentStats(LANDED.formatted(120), 5, 121, 125, 4_000, 6_000, 8_000),
                SegmentStats.none(LANDED.formatted(130)),
                SegmentStats.none("s3a://acme/landfall/bz_orders/g0001/orders/00004/%020d.parquet".formatted(0))));
        assertThat(contents.rows()).isEqualTo(15);
        assertThat(contents.ranges()).isEqualTo("bz_orders/g1/orders-3:100-125");
        BatchFreshness freshness = contents.freshness(Instant.ofEpochMilli(9_000));
        assertThat(freshness.sourceMillis()).hasValue(5_000);
        assertThat(freshness.landedMillis()).hasValue(3_000);
    }

    @Test
    void shouldNameSegmentsInOrderAndNotTooMany() {
        BatchContents contents = BatchContents.of(IntStream.range(0, 1_020)
                .map(i -> 1_019 - i)
                .mapToObj(LANDED::formatted)
                .toList());
        assertThat(contents.names())
                .startsWith("bz_orders/g0001/orders/00003/00000000000000000000.parquet, ")
                .contains("00000000000000000999.parquet")
                .doesNotContain("00000000000000001000.parquet")
                .endsWith(", and 20 more");
        BatchFreshness freshness = contents.freshness(Instant.ofEpochMilli(9_000));
        assertThat(freshness.sourceMillis()).isEmpty();
        assertThat(freshness.landedMillis()).isEmpty();
    }
}
