package io.landfall.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.DedupeConfig.By;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.dedupe.store.LoggedBlocks;
import io.landfall.record.Outcome;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import io.landfall.record.SchemaMismatchException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class DeduperTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long NOW = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    private final LoggedBlocks log = LoggedBlocks.inMemory(HOUR);
    private final AcceptedPositions store = log.positions();

    private Deduper deduper(By by) {
        return new Deduper(Streams.table("orders", by, HOUR), Streams.KEY, store, 0);
    }

    private static boolean passes(Deduper deduper, RawRecord record) {
        return deduper.dedupe(record) instanceof Outcome.Passed;
    }

    private static RawRecord keyed(long offset, String key) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return Streams.record(offset, NOW, bytes, Streams.value(NOW, "s" + offset), new byte[] {(byte) offset});
    }

    private static RawRecord valued(long offset, GenericData.Record value) {
        return Streams.record(offset, NOW, null, value, new byte[] {(byte) offset});
    }

    @Test
    void shouldCompareKeys() {
        Deduper deduper = deduper(new By.Key());

        assertThat(passes(deduper, keyed(1, "a"))).isTrue();
        assertThat(passes(deduper, keyed(2, "b"))).isTrue();
        assertThat(deduper.dedupe(keyed(3, "a")))
                .isEqualTo(new Outcome.Duplicate<>(keyed(3, "a").position()));
    }

    @Test
    void shouldPassRecordsWithoutKeyWhereKeysAreCompared() {
        Deduper deduper = deduper(new By.Key());

        assertThat(passes(deduper, keyed(1, null))).isTrue();
        assertThat(passes(deduper, keyed(2, null))).isTrue();
    }

    @Test
    void shouldNotTakeAnEmptyKeyForNone() {
        Deduper deduper = deduper(new By.Key());

        assertThat(passes(deduper, keyed(1, ""))).isTrue();
        assertThat(passes(deduper, keyed(2, ""))).isFalse();
    }

    @Test
    void shouldCompareContent() {
        Deduper deduper = deduper(new By.Content());

        assertThat(passes(deduper, Streams.record(1, NOW, NOW, 7))).isTrue();
        assertThat(passes(deduper, Streams.record(2, NOW, NOW, 8))).isTrue();
        assertThat(passes(deduper, Streams.record(3, NOW, NOW, 7))).isFalse();
    }

    @Test
    void shouldCompareFieldsWhateverFormTheirTextHas() {
        Deduper deduper = deduper(new By.Fields(List.of("sensor", "place.street")));
        GenericData.Record utf8 = Streams.value(NOW, null);
        utf8.put("sensor", new Utf8("s"));

        assertThat(passes(deduper, valued(1, Streams.value(NOW, "s")))).isTrue();
        assertThat(passes(deduper, valued(2, utf8))).isFalse();
        assertThat(passes(deduper, valued(3, Streams.value(NOW, "")))).isTrue();
        assertThat(passes(deduper, valued(4, Streams.value(NOW, null)))).isTrue();
        assertThat(passes(deduper, valued(5, Streams.value(NOW, null)))).isFalse();
    }

    @Test
    void shouldNameTableAndFieldThatIsUnknown() {
        TableConfig table = Streams.table("orders", new By.Fields(List.of("sensor", "colour")), HOUR);

        assertThatThrownBy(() -> Deduper.check(table, Streams.SCHEMA))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessage("table orders: dedupe.by: no field 'colour' in record io.acme.Reading");
    }

    @Test
    void shouldCompareWithinTheWindowOfEventTimeOnlyAndInBothDirections() {
        Deduper deduper = deduper(new By.Content());

        assertThat(passes(deduper, Streams.record(1, NOW, NOW, 7))).isTrue();
        assertThat(passes(deduper, Streams.record(2, NOW, NOW + 60 * MINUTE, 7)))
                .isFalse();
        assertThat(passes(deduper, Streams.record(3, NOW, NOW - 60 * MINUTE, 7)))
                .isFalse();
        assertThat(passes(deduper, Streams.record(4, NOW, NOW + 61 * MINUTE, 7)))
                .isTrue();
        assertThat(passes(deduper, Streams.record(5, NOW, NOW + 90 * MINUTE, 7)))
                .isFalse();
        assertThat(passes(deduper, Streams.record(6, NOW, NOW - 61 * MINUTE, 7)))
                .isTrue();
    }

    @Test
    void shouldAcceptARecordAgainThatItAcceptedBefore() {
        Deduper deduper = deduper(new By.Content());
        passes(deduper, Streams.record(1, NOW, NOW, 7));
        passes(deduper, Streams.record(2, NOW, NOW, 7));

        Deduper restarted = deduper(new By.Content());

        assertThat(passes(restarted, Streams.record(1, NOW, NOW, 7))).isTrue();
        assertThat(passes(restarted, Streams.record(2, NOW, NOW, 7))).isFalse();
    }

    @Test
    void shouldPassDeletionsEvenIfTheirKeyWasSeen() {
        Deduper deduper = deduper(new By.Key());
        RawRecord upsert = keyed(1, "a");
        RawRecord again = keyed(2, "a");
        RawRecord deletion =
                new RawRecord(again.source(), again.value(), again.writer(), again.contentHash(), RecordStatus.DELETED);

        assertThat(passes(deduper, upsert)).isTrue();
        assertThat(passes(deduper, deletion)).isTrue();
    }

    @Test
    void shouldNotExpireEverythingForARecordFromTheFarFuture() {
        Deduper deduper = deduper(new By.Content());
        long year2999 = 32_503_680_000_000L;
        int many = 3 * StreamTime.STRIDE;
        passes(deduper, Streams.record(0, NOW, NOW, 7));
        passes(deduper, Streams.record(StreamTime.STRIDE, NOW, year2999, 8));
        passes(deduper, Streams.record(2 * StreamTime.STRIDE, NOW + MINUTE, NOW, 9));

        // A day ahead is the most it can do: whoever comes in later than that counts from then on.
        assertThat(passes(deduper, Streams.record(many, NOW + MINUTE, NOW, 9))).isFalse();
        assertThat(new StreamTime(store).before(many + 1))
                .isEqualTo(NOW + Duration.ofDays(1).toMillis());
    }

    @Test
    void shouldFindRepetitionsOfLateRecords() {
        Deduper deduper = deduper(new By.Content());
        long lastWeek = NOW - Duration.ofDays(7).toMillis();
        passes(deduper, Streams.record(0, NOW, NOW, 1));

        assertThat(passes(deduper, Streams.record(1, NOW, lastWeek, 7))).isTrue();
        assertThat(passes(deduper, Streams.record(2, NOW, lastWeek, 7))).isFalse();
    }

    @Test
    void shouldForgetWhatHasExpired() {
        Deduper deduper = deduper(new By.Content());
        int distinct = 400_000;
        for (int i = 0; i < distinct; i++) {
            passes(deduper, Streams.record(i, NOW + i * 1000L, NOW + i * 1000L, i));
            if (i % 1000 == 0) {
                deduper.beforeCommit();
                deduper.committed(i + 1);
            }
        }

        // An hour is 3,600 records; the rest is what the staircase and the runs lag behind.
        assertThat(log.size()).isLessThan(6 * StreamTime.STRIDE);
        assertThat(log.compacted()).hasSizeLessThan(20);
        assertThat(store.steps()).hasSizeLessThan(64);
    }

    @Test
    void shouldKeepWhatHasExpiredUntilThatIsCommitted() {
        Deduper deduper = deduper(new By.Content());
        int distinct = 20 * StreamTime.STRIDE;
        for (int i = 0; i < distinct; i++) {
            passes(deduper, Streams.record(i, NOW + i * 1000L, NOW + i * 1000L, i));
        }

        deduper.beforeCommit();
        assertThat(log.size()).isEqualTo(distinct);
    }

    @Test
    void shouldStoreDigestsOnlyAndUnrelatedOnesPerTable() {
        String canary = "CANARY-4711";
        TableConfig other = Streams.table("customers", new By.Key(), HOUR);
        passes(deduper(new By.Key()), keyed(1, canary));
        passes(new Deduper(other, Streams.KEY, store, 0), keyed(1, canary));
        passes(deduper(new By.Fields(List.of("sensor"))), valued(3, Streams.value(NOW, canary)));

        store.flush();

        assertThat(log.size()).isEqualTo(3);
        assertThat(log.digests()).hasSize(3);
        log.compacted().forEach((key, value) -> assertThat(
                        new String(key, StandardCharsets.ISO_8859_1) + new String(value, StandardCharsets.ISO_8859_1))
                .doesNotContain("CANARY"));
    }

    @Test
    void shouldRefuseATableWithoutDedupe() {
        TableConfig without = TestConfigs.table("orders", "topic").build();

        assertThatThrownBy(() -> new Deduper(without, Streams.KEY, store, 0)).hasMessageContaining("orders");
    }
}
