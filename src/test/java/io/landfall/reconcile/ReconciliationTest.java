package io.landfall.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.IngestConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.landing.store.ObjectStore;
import io.landfall.reconcile.BronzeSource.Batch;
import io.landfall.reconcile.Finding.Offsets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A landing area with two partitions, written by the service's own classes; then each kind of damage, found alone. */
class ReconciliationTest {
    private static final String TABLE = "bz_orders";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Shard FIRST = new Shard(TABLE, 1, "orders", 0);
    private static final Shard SECOND = new Shard(TABLE, 1, "orders", 1);

    @TempDir
    private Path root;

    private ObjectStore store;
    private KafkaState kafka;
    private List<Batch> bronze;
    private TableConfig table = TestConfigs.table(TABLE, "orders").build();
    private boolean trimmed;
    private boolean complete;

    @BeforeEach
    void land() {
        store = new LocalObjectStore(root);
        new LandedShard(store, FIRST, 0, landedBefore(Duration.ofHours(3)))
                .rows(0, 10)
                .commit(10)
                .rows(10, 14)
                .duplicate(14)
                .quarantined(15)
                .quarantined(16)
                .skipped(17)
                .commit(20)
                .commit(25)
                .rows(25, 30)
                .commit(30);
        new LandedShard(store, SECOND, 0, landedBefore(Duration.ofHours(3)))
                .rows(0, 5)
                .commit(5);
        kafka = new KafkaState("inventory", "orders")
                .log(0, 0, 34)
                .log(1, 0, 5)
                .committed(0, 30)
                .committed(1, 5);
        bronze = new ArrayList<>(
                List.of(batch(FIRST, 0, 10), batch(FIRST, 10, 14), batch(FIRST, 25, 30), batch(SECOND, 0, 5)));
    }

    private static Clock landedBefore(Duration ago) {
        return Clock.offset(CLOCK, ago.negated());
    }

    private static Batch batch(Shard shard, long first, long end) {
        return new Batch(shard.segmentAt(first).batchId(), end - first, end - first, first, end - 1);
    }

    private Report check(Optional<BronzeSource> source) {
        LandfallConfig config = TestConfigs.config().with(table);
        return new Reconciliation(
                        config,
                        new Reconciliation.Sources(kafka, store, source, CLOCK, (name, objects) -> {}),
                        new Reconciliation.Options(trimmed, complete))
                .check(config.tables().values());
    }

    private Report check() {
        return check(Optional.empty());
    }

    private Report checkWithBronze() {
        return check(Optional.of((name, batches) -> bronze.forEach(batches)));
    }

    private static Finding only(Report report, FindingKind kind) {
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(kind);
        assertThat(ReportText.of(report) + ReportJson.of(report)).doesNotContain("SECRET");
        return report.findings().get(0);
    }

    private Path file(Shard shard, long start) {
        return root.resolve(shard.segmentAt(start).path());
    }

    private Path copy(Path from, String to) throws IOException {
        Path target = root.resolve(to);
        Files.createDirectories(target.getParent());
        return Files.copy(from, target);
    }

    @Test
    void shouldFindNothingInACleanLandingArea() {
        Report report = checkWithBronze();

        assertThat(report.findings()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.shards()).hasSize(2);
        ShardReport first = report.shards().get(0);
        assertThat(first.shard()).isEqualTo(FIRST);
        assertThat(first.covered()).contains(new Offsets(0, 30));
        assertThat(first.segments()).isEqualTo(4);
        assertThat(first.ledger()).isEqualTo(new Ledger(23, 19, 1, 2, 1, 0));
        assertThat(first.committed()).hasValue(30);
        assertThat(first.withoutRecord()).isEqualTo(7);
        assertThat(ReportText.of(report)).contains("clean; 7 offsets without a record; 4 to read");
        assertThat(first.uncommitted()).isZero();
        assertThat(first.lag()).isEqualTo(4);
        assertThat(first.bronzeRows()).hasValue(19);
        assertThat(check().shards().get(0).bronzeRows()).isEmpty();
    }

    @Test
    void shouldFindADeletedSegment() throws IOException {
        Files.delete(file(FIRST, 10));

        Finding found = only(check(), FindingKind.GAP);
        assertThat(found.shard()).contains(FIRST);
        assertThat(found.offsets()).contains(new Offsets(10, 20));
        assertThat(found.objects())
                .containsExactly(FIRST.segmentAt(0).path(), FIRST.segmentAt(20).path());
        assertThat(only(checkWithBronze(), FindingKind.GAP).detail())
                .isEqualTo("10 offsets; bronze has 4 rows of them");
    }

    @Test
    void shouldFindTheFirstSegmentDeleted() throws IOException {
        Files.delete(file(FIRST, 0));

        Finding found = only(checkWithBronze(), FindingKind.BEGINNING_MISSING);
        assertThat(found.offsets()).contains(new Offsets(0, 10));
        trimmed = true;
        assertThat(checkWithBronze().findings()).isEmpty();
    }

    @Test
    void shouldFindTheLastSegmentDeleted() throws IOException {
        Files.delete(file(FIRST, 25));

        Finding found = only(checkWithBronze(), FindingKind.NOT_LANDED);
        assertThat(found.offsets()).contains(new Offsets(25, 30));
        assertThat(found.objects()).containsExactly(FIRST.segmentAt(20).path());
        assertThat(found.detail()).isEqualTo("5 offsets; bronze has 5 rows of them");
    }

    @Test
    void shouldFindACommitWithoutSegments() throws IOException {
        Files.delete(file(SECOND, 0));

        assertThat(only(check(), FindingKind.NOT_LANDED).offsets()).contains(new Offsets(0, 5));
        trimmed = true;
        assertThat(checkWithBronze().findings()).isEmpty();
    }

    @Test
    void shouldTakeAPartitionThatNothingWasReadFromForClean() {
        kafka.log(2, 7, 9);

        Report report = checkWithBronze();
        assertThat(report.findings()).isEmpty();
        assertThat(report.shards().get(2).lag()).isEqualTo(2);
        assertThat(report.shards().get(2).covered()).isEmpty();
    }

    @Test
    void shouldFindATruncatedSegment() throws IOException {
        byte[] bytes = Files.readAllBytes(file(FIRST, 10));
        for (int length : new int[] {0, 3, bytes.length / 2, bytes.length - 1}) {
            Files.write(file(FIRST, 10), Arrays.copyOf(bytes, length));

            Finding found = only(checkWithBronze(), FindingKind.DAMAGED);
            assertThat(found.objects()).containsExactly(FIRST.segmentAt(10).path());
            assertThat(found.detail()).isEqualTo("it is no Parquet file, or not all of one");
        }
        Files.write(file(FIRST, 10), Arrays.copyOfRange(bytes, 8, bytes.length));
        assertThat(only(checkWithBronze(), FindingKind.DAMAGED).detail())
                .isEqualTo("it is shorter than its footer says");
    }

    @Test
    void shouldFindTruncatedSegmentsAtBothEndsOfAChain() throws IOException {
        for (long start : new long[] {0, 25}) {
            byte[] bytes = Files.readAllBytes(file(FIRST, start));
            Files.write(file(FIRST, start), Arrays.copyOf(bytes, 100));
            only(checkWithBronze(), FindingKind.DAMAGED);
            Files.write(file(FIRST, start), bytes);
        }
    }

    @Test
    void shouldFindAnAlienObject() throws IOException {
        for (String name : List.of(
                TABLE + "/notes.txt",
                TABLE + "/g0001/orders/00000/00000000000000000030.parquet.bak",
                TABLE + "/old/" + FIRST.segmentAt(10).path())) {
            Path alien = copy(file(FIRST, 0), name);
            assertThat(only(check(), FindingKind.ALIEN).objects()).containsExactly(name);
            Files.delete(alien);
        }
    }

    @Test
    void shouldNotTakeFilesForAlienThatAreStillBeingWritten() {
        ObjectStore.PartedWrite write = store.begin(FIRST.segmentAt(30).path(), Map.of());
        write.part(List.of(ByteBuffer.allocate(100)));

        assertThat(check().findings()).isEmpty();
        write.abort();
    }

    @Test
    void shouldFindAnAlienObjectWithASegmentsName() throws IOException {
        String name = FIRST.segmentAt(7).path();
        Files.writeString(root.resolve(name), "SECRET text, which is no Parquet file", StandardCharsets.UTF_8);

        assertThat(only(check(), FindingKind.DAMAGED).objects()).containsExactly(name);
    }

    @Test
    void shouldFindACopyUnderAnotherName() throws IOException {
        String name = FIRST.segmentAt(12).path();
        copy(file(FIRST, 10), name);

        Finding found = only(check(), FindingKind.MISPLACED);
        assertThat(found.objects()).containsExactly(name);
        assertThat(found.detail()).contains(FIRST.segmentAt(10).path());
    }

    @Test
    void shouldFindOverlappingSegments() {
        new LandedShard(store, SECOND, 3, landedBefore(Duration.ofHours(3)))
                .rows(3, 5)
                .land(5);
        bronze.add(batch(SECOND, 3, 5));

        Finding found = only(checkWithBronze(), FindingKind.OVERLAP);
        assertThat(found.offsets()).contains(new Offsets(3, 5));
        assertThat(found.objects())
                .containsExactly(SECOND.segmentAt(0).path(), SECOND.segmentAt(3).path());
    }

    @Test
    void shouldNotCallAnOverlapWithinASegmentAGap() {
        new LandedShard(store, FIRST, 2, landedBefore(Duration.ofHours(3)))
                .rows(2, 4)
                .land(4);

        assertThat(only(check(), FindingKind.OVERLAP).offsets()).contains(new Offsets(2, 4));
    }

    @Test
    void shouldTellWhatLandedAndIsNotCommittedYet() {
        new LandedShard(store, FIRST, 30, CLOCK).rows(30, 33).land(33);

        Report report = check();
        assertThat(report.findings()).isEmpty();
        assertThat(report.shards().get(0).uncommitted()).isEqualTo(3);
        assertThat(report.shards().get(0).lag()).isEqualTo(1);
    }

    @Test
    void shouldStayCalmWhileTheServiceGoesOn() {
        // Two commits while the segments are listed, and one segment more.
        new LandedShard(store, FIRST, 30, CLOCK)
                .rows(30, 31)
                .commit(31)
                .rows(31, 32)
                .commit(32)
                .rows(32, 33)
                .land(33);
        kafka.committedLater(0, 32);

        Report report = check();
        assertThat(report.findings()).isEmpty();
        assertThat(report.shards().get(0).uncommitted()).isEqualTo(1);
    }

    @Test
    void shouldFindAGroupThatWasSetBack() {
        kafka.committed(0, 10);

        Finding found = only(check(), FindingKind.GROUP_SET_BACK);
        assertThat(found.offsets()).contains(new Offsets(10, 25));
        assertThat(found.objects()).containsExactly(FIRST.segmentAt(25).path());
    }

    @Test
    void shouldFindAGroupThatWasDeletedOrRenamed() {
        kafka.withoutCommit(0);

        assertThat(only(check(), FindingKind.GROUP_SET_BACK).detail()).startsWith("the group has no offset");
    }

    @Test
    void shouldFindATopicThatWasMadeAnew() {
        kafka.log(1, 0, 2);

        assertThat(only(check(), FindingKind.TOPIC_BEHIND).offsets()).contains(new Offsets(2, 5));
    }

    @Test
    void shouldFindThatRetentionWasFaster() {
        kafka.log(1, 8, 20);

        Report report = check();
        assertThat(only(report, FindingKind.OVERTAKEN).offsets()).contains(new Offsets(5, 8));
        assertThat(report.shards().get(1).lag()).isEqualTo(12);
    }

    @Test
    void shouldFindThatThereIsNoTopic() {
        kafka.withoutTopic();

        assertThat(only(check(), FindingKind.TOPIC_MISSING).detail()).isEqualTo("orders");
    }

    @Test
    void shouldFindSegmentsOfAPartitionThatTheTopicDoesNotHave() {
        new LandedShard(store, new Shard(TABLE, 1, "orders", 7), 0, CLOCK)
                .rows(0, 1)
                .commit(1);

        assertThat(only(check(), FindingKind.UNKNOWN_PARTITION).objects())
                .containsExactly(TABLE + "/g0001/orders/00007/");
    }

    @Test
    void shouldFindSegmentsOfANewerGeneration() {
        new LandedShard(store, new Shard(TABLE, 2, "orders", 0), 12, CLOCK)
                .rows(12, 14)
                .commit(14);

        only(check(), FindingKind.NEWER_GENERATION);
    }

    @Test
    void shouldCheckOlderGenerationsAsChainsOfTheirOwn() throws IOException {
        table = TestConfigs.table(TABLE, "orders").generation(2).build();
        for (int partition : new int[] {0, 1}) {
            new LandedShard(store, new Shard(TABLE, 2, "orders", partition), 3, CLOCK)
                    .rows(3, 5)
                    .commit(5);
        }
        kafka.committed(0, 5);

        Report report = check();
        assertThat(report.findings()).isEmpty();
        assertThat(report.shards())
                .extracting(shard -> shard.shard().generation())
                .containsExactly(1, 1, 2, 2);
        Files.delete(file(FIRST, 20));
        assertThat(only(check(), FindingKind.GAP).shard()).contains(FIRST);
    }

    /** Writes another figure, of one digit, into a footer: the service cannot write such a segment. */
    private static void forge(Path file, String key, char digit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // Behind the key come the type of the next field and the length of its text.
        bytes[text.indexOf(key) + key.length() + 2] = (byte) digit;
        Files.write(file, bytes);
    }

    @Test
    void shouldFindALedgerThatDoesNotBalance() throws IOException {
        forge(file(FIRST, 10), "landfall.rows", '5');

        assertThat(only(check(), FindingKind.DAMAGED).detail()).startsWith("ledger does not balance: read 8, rows 5");
    }

    @Test
    void shouldFindALedgerThatDoesNotFitTheRows() throws IOException {
        forge(file(FIRST, 10), "landfall.rows", '3');
        forge(file(FIRST, 10), "landfall.duplicates", '2');

        Finding found = only(check(), FindingKind.LEDGER);
        assertThat(found.detail()).isEqualTo("it holds 4 rows, its ledger says 3");
        assertThat(found.objects()).containsExactly(FIRST.segmentAt(10).path());
    }

    @Test
    void shouldFindALedgerThatDoesNotFitTheQuarantinedOffsets() throws IOException {
        forge(file(FIRST, 10), "landfall.quarantined", '1');
        forge(file(FIRST, 10), "landfall.skipped", '2');

        assertThat(only(check(), FindingKind.LEDGER).detail())
                .isEqualTo("it lists 2 quarantined offsets, its ledger says 1");
    }

    @Test
    void shouldFindALedgerThatDoesNotFitTheRange() throws IOException {
        forge(file(FIRST, 10), "landfall.expired", '9');

        assertThat(only(check(), FindingKind.LEDGER).detail())
                .isEqualTo("it covers 10 offsets, its ledger says that 8 were read and 9 expired");
    }

    @Test
    void shouldFindRowsThatBronzeLacks() {
        bronze.set(0, new Batch(FIRST.segmentAt(0).batchId(), 9, 9, 0, 9));

        Finding found = only(checkWithBronze(), FindingKind.ROWS_MISSING);
        assertThat(found.objects()).containsExactly(FIRST.segmentAt(0).path());
        assertThat(found.detail()).isEqualTo("the segment has 10 rows, bronze 9 of 9 offsets");
    }

    @Test
    void shouldFindRowsThatBronzeHasTwice() {
        bronze.set(0, new Batch(FIRST.segmentAt(0).batchId(), 11, 10, 0, 9));

        only(checkWithBronze(), FindingKind.ROWS_DOUBLED);
    }

    @Test
    void shouldFindARowDoubledWhereAnotherIsMissing() {
        bronze.set(0, new Batch(FIRST.segmentAt(0).batchId(), 10, 9, 0, 9));

        assertThat(checkWithBronze().findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.ROWS_DOUBLED, FindingKind.ROWS_MISSING);
    }

    @Test
    void shouldFindRowsThatAreNotTheSegments() {
        bronze.set(3, new Batch(SECOND.segmentAt(0).batchId(), 6, 6, 0, 77));
        only(checkWithBronze(), FindingKind.ROWS_UNKNOWN);
        bronze.set(3, new Batch(SECOND.segmentAt(0).batchId(), 5, 5, 0, 77));
        only(checkWithBronze(), FindingKind.ROWS_UNKNOWN);
    }

    @Test
    void shouldFindBatchesWithoutASegment() {
        SegmentKey never = FIRST.segmentAt(3);
        bronze.add(batch(FIRST, 3, 4));
        Finding found = only(checkWithBronze(), FindingKind.BATCH_UNKNOWN);
        assertThat(found.objects()).containsExactly(never.path());

        bronze.set(4, new Batch("", 2, 2, 0, 1));
        assertThat(only(checkWithBronze(), FindingKind.BATCH_UNKNOWN).objects()).containsExactly("(no batch_id)");
        bronze.set(4, batch(new Shard("bz_customers", 1, "orders", 0), 0, 2));
        only(checkWithBronze(), FindingKind.BATCH_UNKNOWN);
    }

    @Test
    void shouldFindSegmentsThatWereNotIngestedInTime() {
        bronze.remove(1);
        bronze.remove(0);

        Finding found = only(checkWithBronze(), FindingKind.NOT_INGESTED);
        assertThat(found.offsets()).contains(new Offsets(0, 20));
        assertThat(found.detail()).isEqualTo("2 segments with 14 rows");
        assertThat(found.objects())
                .containsExactly(FIRST.segmentAt(0).path(), FIRST.segmentAt(10).path());
    }

    @Test
    void shouldWaitForTheIngestBeforeItCallsASegmentMissing() {
        bronze.clear();
        table = TestConfigs.table(TABLE, "orders")
                .ingest(new IngestConfig.Every(Duration.ofHours(2)))
                .build();

        Report report = checkWithBronze();
        assertThat(report.findings()).isEmpty();
        assertThat(report.shards().get(0).pending()).isEqualTo(3);
        complete = true;
        assertThat(checkWithBronze().findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.NOT_INGESTED, FindingKind.NOT_INGESTED);
    }

    @Test
    void shouldNameAllDamageAtOnce() throws IOException {
        Files.delete(file(FIRST, 10));
        copy(file(FIRST, 0), TABLE + "/alien");
        Files.write(file(SECOND, 0), new byte[] {1});
        bronze.set(2, new Batch(FIRST.segmentAt(25).batchId(), 6, 5, 25, 29));

        Report report = checkWithBronze();
        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(
                        FindingKind.GAP, FindingKind.ALIEN, FindingKind.DAMAGED, FindingKind.ROWS_DOUBLED);
        assertThat(report.shards()).extracting(ShardReport::findings).containsExactly(2L, 1L);
        assertThat(report.shards().get(1).committed()).isEqualTo(OptionalLong.of(5));
    }

    @Test
    void shouldKeepTheFirstFindingsAndCountTheOthers() throws IOException {
        for (int i = 0; i < Findings.KEPT + 5; i++) {
            Files.createFile(root.resolve(TABLE).resolve("alien" + i));
        }

        Report report = check();
        assertThat(report.findings()).hasSize(Findings.KEPT);
        assertThat(report.leftOut()).isEqualTo(5);
        assertThat(ReportText.of(report)).contains("1005 findings, of which 5 are not shown");
    }
}
