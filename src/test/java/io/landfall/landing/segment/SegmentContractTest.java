package io.landfall.landing.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Persisted names and texts outlive releases: these are the ones in the wild. */
class SegmentContractTest {
    private static final Shard SHARD = new Shard("bz_orders", 1, "inventory.tests.orders", 7);
    private static final SegmentFooter FOOTER = new SegmentFooter(
            SHARD.segmentAt(1200),
            1300,
            1100,
            new Ledger(90, 80, 5, 3, 2, 4),
            OffsetRanges.parse("1201,1210-1211"),
            "n-1",
            "5f0c",
            "a1b2",
            Instant.parse("2026-01-02T03:04:05.678Z"));

    @Test
    void shouldNameSegmentsByWhatIsContestedOnly() {
        SegmentKey key = SHARD.segmentAt(1200);

        assertThat(key.path()).isEqualTo("bz_orders/g0001/inventory.tests.orders/00007/00000000000000001200.parquet");
        assertThat(key.batchId()).isEqualTo("bz_orders/g0001/inventory.tests.orders/00007/00000000000000001200");
        assertThat(SegmentKey.parse(key.path())).contains(key);
        assertThat(SegmentKey.parse("s3a://bucket/root/" + key.path())).contains(key);
    }

    @Test
    void shouldNotTakeOtherObjectsForSegments() {
        assertThat(SegmentKey.parse("bz_orders/g0001/t/00007/1200.parquet")).isEmpty();
        assertThat(SegmentKey.parse("bz_orders/g0001/t/00007/00000000000000001200.parquet.tmp"))
                .isEmpty();
        assertThat(SegmentKey.parse("bz_orders/g0001/t/00007/99999999999999999999.parquet"))
                .isEmpty();
        assertThat(SegmentKey.parse("_landfall/create-only-probe")).isEmpty();
    }

    @Test
    void shouldPinTheFooter() {
        assertThat(new TreeMap<>(FOOTER.toFooter()))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("landfall.format", "1"),
                        Map.entry("landfall.table", "bz_orders"),
                        Map.entry("landfall.generation", "1"),
                        Map.entry("landfall.topic", "inventory.tests.orders"),
                        Map.entry("landfall.partition", "7"),
                        Map.entry("landfall.start", "1200"),
                        Map.entry("landfall.end", "1300"),
                        Map.entry("landfall.committed", "1100"),
                        Map.entry("landfall.read", "90"),
                        Map.entry("landfall.rows", "80"),
                        Map.entry("landfall.duplicates", "5"),
                        Map.entry("landfall.quarantined", "3"),
                        Map.entry("landfall.skipped", "2"),
                        Map.entry("landfall.expired", "4"),
                        Map.entry("landfall.nonce", "n-1"),
                        Map.entry("landfall.schema.fingerprint", "5f0c"),
                        Map.entry("landfall.policy.fingerprint", "a1b2"),
                        Map.entry("landfall.landed.at", "2026-01-02T03:04:05.678Z"),
                        Map.entry("landfall.quarantined.offsets", "1201,1210-1211"))));
        assertThat(SegmentFooter.fromFooter(FOOTER.toFooter())).isEqualTo(FOOTER);
        assertThat(FOOTER.toObjectMetadata())
                .containsEntry("landfall-nonce", "n-1")
                .containsEntry("landfall-end", "1300")
                .doesNotContainKey("landfall-quarantined-offsets");
    }

    @Test
    void shouldSayWhatIsWrongWithAFooter() {
        Map<String, String> footer = new TreeMap<>(FOOTER.toFooter());
        footer.remove("landfall.end");
        assertThatThrownBy(() -> SegmentFooter.fromFooter(footer)).hasMessageContaining("landfall.end");
        footer.put("landfall.end", "x");
        assertThatThrownBy(() -> SegmentFooter.fromFooter(footer)).hasMessageContaining("landfall.end");
        assertThatThrownBy(() -> SegmentFooter.fromFooter(Map.of())).hasMessageContaining("not a segment");
    }

    @Test
    void shouldRefuseALedgerThatDoesNotBalance() {
        assertThatThrownBy(() -> new Ledger(3, 1, 1, 0, 0, 0)).hasMessageContaining("does not balance");
    }

    @Test
    void shouldKeepOffsetsAsRanges() {
        OffsetRanges.Builder builder = new OffsetRanges.Builder();
        for (long offset : new long[] {3, 4, 5, 9, 11, 12}) {
            builder.add(offset);
        }
        OffsetRanges ranges = builder.build();

        assertThat(ranges.text()).isEqualTo("3-5,9,11-12");
        assertThat(OffsetRanges.parse(ranges.text())).isEqualTo(ranges);
        assertThat(OffsetRanges.parse("").ranges()).isEmpty();
        for (long offset = 0; offset < 15; offset++) {
            assertThat(ranges.contains(offset))
                    .as("offset " + offset)
                    .isEqualTo((offset >= 3 && offset <= 5) || offset == 9 || offset == 11 || offset == 12);
        }
    }
}
