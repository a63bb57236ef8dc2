package io.landfall.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.landing.parquet.SegmentReader;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.FaultyStore;
import io.landfall.landing.store.FaultyStore.Fault;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.landing.store.ObjectStore;
import io.landfall.memory.HeapAccount;
import io.landfall.record.EnrichedRow;
import io.landfall.record.MetadataColumns;
import io.landfall.record.Position;
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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The landing protocol, step by step, against a directory. */
class LandingTest {
    private static final Shard SHARD = new Shard("bz_orders", 1, "orders", 3);
    private static final TopicPartition PARTITION = new TopicPartition("orders", 3);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    private static final Schema SCHEMA = schema("id");
    private static final Schema WIDER = schema("id", "name");

    @TempDir
    private Path root;

    private FaultyStore store;
    private final AtomicInteger nonces = new AtomicInteger();

    private static Schema schema(String... fields) {
        SchemaBuilder.FieldAssembler<Schema> record =
                SchemaBuilder.record("Order").fields();
        for (String field : fields) {
            record = record.optionalString(field);
        }
        return record.requiredString(MetadataColumns.BATCH_ID)
                .requiredLong(MetadataColumns.LANDED_AT)
                .endRecord();
    }

    @BeforeEach
    void open() {
        store = new FaultyStore(new LocalObjectStore(root));
    }

    /** One process's view of the shard. */
    private final class Owner {
        final CommitGate gate = new CommitGate(
                new SegmentLander(store, LandingListener.NONE, CLOCK, pause -> {}, Duration.ofSeconds(1)),
                Runnable::run);
        final ShardWriter writer;
        long committed = -1;

        Owner(OptionalLong groupOffset, long logStart, long rollAt) {
            this(new GroupAt(groupOffset, logStart), rollAt);
        }

        Owner(CommitGate.GroupOffsets group, long rollAt) {
            this(SHARD, group, rollAt, new MemoryBudget(new HeapAccount(1 << 30), LandingListener.NONE));
        }

        Owner(Shard shard, CommitGate.GroupOffsets group, long rollAt, MemoryBudget budget) {
            ShardOpening opening =
                    new ShardOpener(store, LandingListener.NONE, CLOCK, pause -> {}, Duration.ZERO).open(shard, group);
            writer = new ShardWriter(
                    opening,
                    SCHEMA,
                    new ShardWriter.Settings(
                            rollAt,
                            Compression.ZSTD,
                            "policy",
                            () -> "nonce-" + nonces.incrementAndGet(),
                            CLOCK,
                            budget,
                            new StreamedUploads(store, Runnable::run)));
            gate.register(writer);
            gate.onCommit(shard, offset -> committed = offset);
        }

        Owner(long groupOffset) {
            this(OptionalLong.of(groupOffset), 0, 1 << 20);
        }

        void rows(long from, long to) {
            for (long offset = from; offset < to; offset++) {
                row(SCHEMA, offset);
            }
        }

        void row(Schema schema, long offset) {
            row(schema, offset, "o" + offset);
        }

        void row(Schema schema, long offset, String id) {
            GenericData.Record row = new GenericData.Record(schema);
            row.put("id", id);
            writer.row(new EnrichedRow(new Position("orders", 3, offset, 0), row, id.length()));
        }

        /** Enough for a row group, which is about 32 MiB: random text does not compress. */
        long largeRows() {
            Random random = new Random(7);
            byte[] text = new byte[1 << 16];
            for (int offset = 0; offset < 768; offset++) {
                for (int i = 0; i < text.length; i++) {
                    text[i] = (byte) (' ' + random.nextInt(90));
                }
                row(SCHEMA, offset, new String(text, StandardCharsets.US_ASCII));
            }
            return 768;
        }

        void land(long offset) {
            gate.beforeCommit(Map.of(PARTITION, offset));
        }

        void commit(long offset) {
            land(offset);
            gate.afterCommit(Map.of(PARTITION, offset));
        }
    }

    private List<SegmentFooter> landed() {
        return store.list(SHARD.prefix(), "", 1000).stream()
                .map(path -> SegmentReader.footer(store, path))
                .toList();
    }

    private List<List<Long>> ranges() {
        return landed().stream().map(f -> List.of(f.key().start(), f.end())).toList();
    }

    @Test
    void shouldLandBeforeCommitAndChainSegments() {
        Owner owner = new Owner(OptionalLong.empty(), 5, 1 << 20);
        owner.rows(5, 8);
        owner.writer.duplicate(8);
        owner.writer.quarantined(9);
        owner.writer.skipped(10);
        owner.commit(11);
        owner.rows(11, 12);
        owner.commit(12);

        assertThat(ranges()).containsExactly(List.of(0L, 11L), List.of(11L, 12L));
        SegmentFooter first = landed().get(0);
        assertThat(first.ledger()).isEqualTo(new Ledger(6, 3, 1, 1, 1, 0));
        assertThat(first.quarantined().text()).isEqualTo("9");
        assertThat(first.landedAt()).isEqualTo(CLOCK.instant());
        assertThat(first.policyFingerprint()).isEqualTo("policy");
        assertThat(owner.committed).isEqualTo(12);
    }

    @Test
    void shouldLandOnceForATaskThatWasOpenedAgainWithoutBeingClosed() {
        AtomicLong used = new AtomicLong();
        MemoryBudget budget = new MemoryBudget(new HeapAccount(1 << 30), listening(used));
        Owner owner = new Owner(SHARD, new GroupAt(OptionalLong.of(0), 0), 1 << 20, budget);
        owner.rows(0, 1);
        assertThat(used).hasPositiveValue();
        Owner again = new Owner(0);
        owner.gate.register(again.writer);
        assertThat(used).hasValue(0);
        again.rows(0, 3);
        owner.land(3);

        assertThat(ranges()).containsExactly(List.of(0L, 3L));
        assertThat(landed().get(0).ledger().rows()).isEqualTo(3);
    }

    @Test
    void shouldLandTheLargestSegmentsFirst() {
        List<String> created = new ArrayList<>();
        store = new FaultyStore(new LocalObjectStore(root)) {
            @Override
            public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
                created.add(path.substring(0, path.indexOf('/')));
                return super.create(path, content, metadata);
            }
        };
        CommitGate.GroupOffsets group = new GroupAt(OptionalLong.of(0), 0);
        Owner owner = null;
        Map<String, Long> rows = Map.of("bz_few", 2L, "bz_most", 900L, "bz_some", 100L);
        for (String table : List.of("bz_few", "bz_most", "bz_some")) {
            MemoryBudget budget = new MemoryBudget(new HeapAccount(1 << 30), LandingListener.NONE);
            Owner one = new Owner(new Shard(table, 1, "orders", 3), group, 1 << 20, budget);
            one.rows(0, rows.get(table));
            owner = owner == null ? one : owner;
            owner.gate.register(one.writer);
        }
        owner.land(900);

        assertThat(created).containsExactly("bz_most", "bz_some", "bz_few");
    }

    @Test
    void shouldCountWhatEachRowOfAQuietShardTakes() {
        AtomicLong used = new AtomicLong();
        MemoryBudget budget = new MemoryBudget(new HeapAccount(1 << 30), listening(used));
        Owner owner = new Owner(SHARD, new GroupAt(OptionalLong.of(0), 0), 1 << 30, budget);
        String text = "x".repeat(300);
        for (int offset = 0; offset < 5_000; offset++) {
            owner.row(SCHEMA, offset, text);
            assertThat(used.get()).isGreaterThan(300L * (offset + 1));
        }
        owner.writer.close();
        assertThat(used).hasValue(0);
    }

    private static LandingListener listening(AtomicLong openBytes) {
        return new LandingListener() {
            @Override
            public void openBytes(long bytes) {
                openBytes.set(bytes);
            }
        };
    }

    @Test
    void shouldLandARangeWithoutRows() {
        Owner owner = new Owner(0);
        owner.commit(4);
        owner.writer.duplicate(4);
        owner.commit(9);

        assertThat(ranges()).containsExactly(List.of(0L, 4L), List.of(4L, 9L));
        assertThat(landed().get(0).ledger()).isEqualTo(Ledger.EMPTY);
        assertThat(landed().get(1).ledger().duplicates()).isEqualTo(1);
    }

    @Test
    void shouldNotLandTwiceForOneOffset() {
        Owner owner = new Owner(0);
        owner.rows(0, 2);
        owner.commit(2);
        owner.commit(2);

        assertThat(ranges()).containsExactly(List.of(0L, 2L));
    }

    @Test
    void shouldGoOnFromWhatLandedWhenTheCommitDidNotHappen() {
        Owner crashed = new Owner(0);
        crashed.rows(0, 2);
        crashed.writer.quarantined(2);
        crashed.land(3);

        Owner next = new Owner(0);
        assertThat(next.writer.opening().tip()).isEqualTo(3);
        assertThat(next.writer.opening().landedQuarantined(2)).isTrue();
        assertThat(next.writer.opening().landedQuarantined(1)).isFalse();
        next.rows(0, 5);
        next.commit(5);

        assertThat(ranges()).containsExactly(List.of(0L, 3L), List.of(3L, 5L));
        assertThat(landed().get(1).ledger().rows()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWhenNothingWasEverCommitted() {
        Owner crashed = new Owner(OptionalLong.empty(), 4, 1 << 20);
        crashed.rows(4, 6);
        crashed.land(6);

        Owner next = new Owner(OptionalLong.empty(), 5, 1 << 20);
        assertThat(next.writer.opening().tip()).isEqualTo(6);
    }

    @Test
    void shouldStopAWriterWhoseShardWasTakenOver() {
        Owner zombie = new Owner(0);
        zombie.rows(0, 3);
        Owner owner = new Owner(0);
        owner.rows(0, 2);
        owner.commit(2);

        assertThatThrownBy(() -> zombie.land(3)).isInstanceOf(ShardLostException.class);
        assertThat(ranges()).containsExactly(List.of(0L, 2L));
    }

    @Test
    void shouldAdoptTheSegmentThatAZombieWon() {
        Owner zombie = new Owner(0);
        zombie.rows(0, 3);
        Owner owner = new Owner(0);
        owner.rows(0, 5);
        zombie.land(3);

        assertThatThrownBy(() -> owner.land(5)).isInstanceOf(ShardLostException.class);
        Owner again = new Owner(0);
        again.rows(0, 5);
        again.commit(5);
        assertThat(ranges()).containsExactly(List.of(0L, 3L), List.of(3L, 5L));
    }

    @Test
    void shouldRecogniseItsOwnSegmentWhenTheAnswerWasLost() {
        Owner owner = new Owner(0);
        store.next(Fault.LOSE_ANSWER, Fault.REFUSE, Fault.RETRY_AFTER_LOST_ANSWER);
        owner.rows(0, 2);
        owner.commit(2);
        owner.rows(2, 3);
        owner.commit(3);

        assertThat(ranges()).containsExactly(List.of(0L, 2L), List.of(2L, 3L));
    }

    @Test
    void shouldKeepTheSegmentUntilTheLandingAreaTakesIt() {
        Owner owner = new Owner(0);
        store.next(Fault.REFUSE);
        CommitGate impatient = new CommitGate(
                new SegmentLander(store, LandingListener.NONE, CLOCK, pause -> {}, Duration.ZERO), Runnable::run);
        impatient.register(owner.writer);
        owner.rows(0, 2);
        assertThatThrownBy(() -> impatient.beforeCommit(Map.of(PARTITION, 2L)))
                .isInstanceOf(LandingUnavailableException.class)
                .hasMessageContaining("503 slow down");
        assertThat(landed()).isEmpty();
        owner.rows(2, 4);
        owner.commit(4);

        assertThat(ranges()).containsExactly(List.of(0L, 2L), List.of(2L, 4L));
    }

    @Test
    void shouldStartAnotherSegmentWhenTheSchemaMovesOn() {
        Owner owner = new Owner(0);
        owner.rows(0, 2);
        owner.row(WIDER, 2);
        owner.row(WIDER, 3);
        owner.commit(4);

        assertThat(ranges()).containsExactly(List.of(0L, 2L), List.of(2L, 4L));
        assertThat(landed().get(0).schemaFingerprint())
                .isNotEqualTo(landed().get(1).schemaFingerprint());
        Owner afterCrash = new Owner(0);
        assertThat(afterCrash.writer.opening().tip()).isEqualTo(4);
    }

    @Test
    void shouldCountWhatRetentionTook() {
        Owner owner = new Owner(0);
        owner.rows(0, 2);
        owner.gate.expired(PARTITION, 2, 10);
        owner.rows(10, 11);
        owner.commit(11);

        assertThat(landed().get(0).ledger()).isEqualTo(new Ledger(3, 3, 0, 0, 0, 8));
    }

    @Test
    void shouldTakeBufferedRecordsAndACommitBeforeWhatRetentionTook() {
        Owner owner = new Owner(0);
        owner.rows(0, 2);
        owner.gate.expired(PARTITION, 4, 10);
        owner.rows(2, 4);
        owner.commit(4);
        owner.rows(12, 13);
        owner.commit(13);

        assertThat(ranges()).containsExactly(List.of(0L, 4L), List.of(4L, 13L));
        assertThat(landed().get(0).ledger()).isEqualTo(new Ledger(4, 4, 0, 0, 0, 0));
        assertThat(landed().get(1).ledger()).isEqualTo(new Ledger(1, 1, 0, 0, 0, 6));
    }

    @Test
    void shouldCountWhatRetentionTookInTheSegmentThatCoversIt() {
        Owner owner = new Owner(0);
        owner.rows(0, 2);
        owner.gate.expired(PARTITION, 2, 10);
        owner.row(WIDER, 10);
        owner.commit(11);

        assertThat(ranges()).containsExactly(List.of(0L, 10L), List.of(10L, 11L));
        assertThat(landed().get(0).ledger()).isEqualTo(new Ledger(2, 2, 0, 0, 0, 8));
        assertThat(landed().get(1).ledger()).isEqualTo(new Ledger(1, 1, 0, 0, 0, 0));
    }

    @Test
    void shouldBeginAtZeroWhereverTheLogBegins() {
        Owner zombie = new Owner(OptionalLong.empty(), 5, 1 << 20);
        zombie.rows(5, 8);
        Owner owner = new Owner(OptionalLong.empty(), 7, 1 << 20);
        owner.gate.expired(PARTITION, 0, 9);
        owner.rows(9, 10);
        owner.commit(10);

        assertThatThrownBy(() -> zombie.land(8)).isInstanceOf(ShardLostException.class);
        assertThat(ranges()).containsExactly(List.of(0L, 10L));
        assertThat(landed().get(0).ledger()).isEqualTo(new Ledger(1, 1, 0, 0, 0, 2));
    }

    @Test
    void shouldRefuseToCommitWhatIsNotOpenAndToGoBack() {
        Owner owner = new Owner(0);
        owner.rows(0, 2);
        owner.commit(2);

        assertThatThrownBy(() -> owner.land(1)).isInstanceOf(ShardRefusedException.class);
        assertThatThrownBy(() -> owner.gate.beforeCommit(Map.of(new TopicPartition("other", 0), 1L)))
                .hasMessageContaining("no shard of it is open");
    }

    private long temporaryBytes() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".tmp"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void shouldSendALargeSegmentsPartsWhileItGrows() throws IOException {
        Owner owner = new Owner(OptionalLong.of(0), 0, 1 << 30);
        long end = owner.largeRows();

        long sent = temporaryBytes();
        assertThat(sent).isGreaterThan(20 << 20);
        assertThat(landed()).isEmpty();
        owner.commit(end);

        assertThat(ranges()).containsExactly(List.of(0L, end));
        assertThat(landed().get(0).ledger()).isEqualTo(new Ledger(end, end, 0, 0, 0, 0));
        assertThat(temporaryBytes()).isZero();
    }

    @Test
    void shouldSendPartsAgainThatDidNotArriveAndRecogniseItsOwnObject() throws IOException {
        Owner owner = new Owner(OptionalLong.of(0), 0, 1 << 30);
        store.next(Fault.REFUSE, Fault.REFUSE, Fault.LOSE_ANSWER);
        long end = owner.largeRows();
        assertThat(temporaryBytes()).isZero();

        owner.commit(end);

        assertThat(ranges()).containsExactly(List.of(0L, end));
    }

    @Test
    void shouldReadAgainWhenItsPartsAreGone() {
        Owner owner = new Owner(OptionalLong.of(0), 0, 1 << 30);
        long end = owner.largeRows();
        store.next(Fault.GONE);

        assertThatThrownBy(() -> owner.land(end)).isInstanceOf(ShardLostException.class);

        assertThat(landed()).isEmpty();
    }

    @Test
    void shouldNotWriteToAnAreaThatOverwrites() {
        store.next(Fault.PRETEND, Fault.PRETEND);
        assertThatThrownBy(() -> ConditionalWriteProbe.check(store)).hasMessageContaining("If-None-Match");

        ConditionalWriteProbe.check(store);
    }

    @Test
    void shouldNotWriteToAnAreaThatOverwritesWithParts() {
        ConditionalWriteProbe.check(store);
        FaultyStore careless = new FaultyStore(new LocalObjectStore(root)) {
            @Override
            public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
                return new CreateResult.Exists();
            }
        };
        careless.next(Fault.PRETEND);

        assertThatThrownBy(() -> ConditionalWriteProbe.check(careless)).hasMessageContaining("If-None-Match");
    }

    @Test
    void shouldLeaveNoPartsWhenAnotherWriterOwnsTheShard() throws IOException {
        Owner late = new Owner(OptionalLong.of(0), 0, 1 << 30);
        long end = late.largeRows();
        Owner early = new Owner(0);
        early.rows(0, 5);
        early.commit(5);

        assertThatThrownBy(() -> late.land(end)).isInstanceOf(ShardLostException.class);
        late.writer.close();

        assertThat(ranges()).containsExactly(List.of(0L, 5L));
        assertThat(temporaryBytes()).isZero();
    }

    @Test
    void shouldCountAFewLargeRows() {
        Owner owner = new Owner(OptionalLong.of(0), 0, 100_000);
        GenericData.Record row = new GenericData.Record(SCHEMA);
        row.put("id", "x".repeat(200_000));
        owner.writer.row(new EnrichedRow(new Position("orders", 3, 0, 0), row, 200_000));

        assertThat(owner.writer.wantsCommit()).isTrue();
    }

    @Test
    void shouldRefuseAGroupThatWasSetBackToASegmentBoundary() {
        Owner owner = new Owner(0);
        owner.rows(0, 2);
        owner.commit(2);
        owner.rows(2, 4);
        owner.commit(4);

        assertThatThrownBy(() -> new Owner(0))
                .isInstanceOf(ShardRefusedException.class)
                .hasMessageContaining("landfall replay");
        assertThatThrownBy(() -> new Owner(OptionalLong.empty(), 0, 1)).isInstanceOf(ShardRefusedException.class);
        assertThat(new Owner(4).writer.opening().tip()).isEqualTo(4);
    }

    @Test
    void shouldRefuseAGroupThatWasMovedInsideASegmentOrBeyondTheChain() {
        Owner owner = new Owner(0);
        owner.rows(0, 100);
        owner.commit(100);

        owner.rows(100, 200);
        owner.commit(200);

        assertThatThrownBy(() -> new Owner(50)).hasMessageContaining("had already committed 100");
        assertThatThrownBy(() -> new Owner(220)).hasMessageContaining("beyond the end of the chain");
        assertThatThrownBy(() -> new Owner(10_000_000_000L)).hasMessageContaining("beyond the end of the chain");
    }

    @Test
    void shouldGoOnWhereKafkaCommittedBelowTheTip() {
        Owner crashed = new Owner(0);
        crashed.rows(0, 4);
        crashed.writer.quarantined(4);
        crashed.land(10);
        Owner passing = new Owner(0);
        passing.rows(0, 3);
        passing.commit(3);

        Owner next = new Owner(3);
        assertThat(next.writer.opening().tip()).isEqualTo(10);
        assertThat(next.writer.opening().landedQuarantined(4)).isTrue();
        next.rows(3, 12);
        next.commit(12);
        assertThat(ranges()).containsExactly(List.of(0L, 10L), List.of(10L, 12L));
        assertThat(new Owner(12).writer.opening().tip()).isEqualTo(12);
    }

    @Test
    void shouldNotRefuseWhenTheGroupWentOnWhileItLooked() {
        Owner owner = new Owner(0);
        owner.rows(0, 2);
        owner.commit(2);
        owner.rows(2, 4);
        owner.commit(4);
        Iterator<Long> asked = List.of(0L, 4L).iterator();
        CommitGate.GroupOffsets group = new CommitGate.GroupOffsets() {
            @Override
            public OptionalLong committed(TopicPartition partition) {
                return OptionalLong.of(asked.next());
            }

            @Override
            public long logStart(TopicPartition partition) {
                return 0;
            }
        };

        assertThat(new Owner(group, 1 << 20).writer.opening().tip()).isEqualTo(4);
    }

    @Test
    void shouldAskForACommitWhenTheSegmentIsLarge() {
        Owner owner = new Owner(OptionalLong.of(0), 0, 10_000);
        long offset = 0;
        while (!owner.writer.wantsCommit() && offset < 100_000) {
            owner.row(SCHEMA, offset++);
        }
        assertThat(offset).isBetween(100L, 5_000L);
        owner.commit(offset);
        assertThat(owner.writer.wantsCommit()).isFalse();
    }

    @Test
    void shouldTellThatAShardCannotBeOpenedAndTryAgain() {
        List<String> heard = new ArrayList<>();
        ObjectStore away = new FaultyStore(new LocalObjectStore(root)) {
            private boolean asked;

            @Override
            public List<String> list(String prefix, String after, int most) {
                if (!asked) {
                    asked = true;
                    throw new StoreException("503", null);
                }
                return super.list(prefix, after, most);
            }
        };
        LandingListener listener = new LandingListener() {
            @Override
            public void openingFailed(Shard shard, String reason) {
                heard.add(shard + ": " + reason);
            }
        };

        ShardOpening opening = new ShardOpener(away, listener, CLOCK, pause -> {}, Duration.ofMinutes(1))
                .open(SHARD, new GroupAt(OptionalLong.empty(), 0));

        assertThat(opening.tip()).isZero();
        assertThat(heard).containsExactly(SHARD + ": 503");
    }

    @Test
    void shouldCountARowThatIsTooLargeToBeKeptAsAvro() {
        Owner owner = new Owner(OptionalLong.of(0), 0, 10 << 20);

        owner.row(SCHEMA, 0, "x".repeat(11 << 20));

        assertThat(owner.writer.wantsCommit()).isTrue();
    }

    @Test
    void shouldNoticeLargeRowsAmongManySmallOnesAtOnce() {
        String large = "x".repeat(1 << 20);
        for (int small : List.of(300, 80_000)) { // still few enough to be kept as Avro, and already a Parquet file
            Owner owner = new Owner(OptionalLong.of(0), 0, 10 << 20);
            owner.rows(0, small);
            assertThat(owner.writer.wantsCommit()).isFalse();
            long offset = small;
            while (!owner.writer.wantsCommit() && offset < small + 100) {
                owner.row(SCHEMA, offset++, large + offset);
            }
            assertThat(offset - small).isLessThanOrEqualTo(11);
        }
    }

    @Test
    void shouldGiveEachThreadAnEqualShareOfTheMemory() throws Exception {
        AtomicLong used = new AtomicLong();
        MemoryBudget budget = new MemoryBudget(new HeapAccount(133), listening(used));
        MemoryBudget.Account one = budget.open();
        MemoryBudget.Account two = budget.open();
        one.update(40);
        two.update(60);
        assertThat(one.isShort()).isFalse();
        two.update(61);
        assertThat(one.isShort()).isTrue();
        assertThat(two.isShort()).isTrue();

        two.update(0);
        one.update(51);
        assertThat(one.isShort()).isFalse();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            MemoryBudget.Account elsewhere = other.submit(budget::open).get();
            assertThat(one.isShort()).isTrue();
            one.update(50);
            assertThat(one.isShort()).isFalse();
            other.submit(() -> elsewhere.update(50)).get();
            assertThat(other.submit(elsewhere::isShort).get()).isFalse();
            assertThat(used).hasValue(100);
            other.submit(() -> elsewhere.update(51)).get();
            assertThat(other.submit(elsewhere::isShort).get()).isTrue();
            assertThat(one.isShort()).isFalse();
            other.submit(elsewhere::close).get();
        } finally {
            other.shutdownNow();
        }
        one.update(100);
        assertThat(two.isShort()).isFalse();
        one.update(134);
        assertThat(two.isUsedUp()).isTrue();
        one.update(133);
        assertThat(two.isUsedUp()).isFalse();
        one.close();
        two.close();
        assertThat(used).hasValue(0);
    }

    @Test
    void shouldForgetTheShareOfAThreadThatEndedWithoutClosingItsShards() throws Exception {
        AtomicLong used = new AtomicLong();
        MemoryBudget budget = new MemoryBudget(new HeapAccount(100), listening(used));
        Thread ending = new Thread(() -> budget.open().update(60));
        ending.start();
        ending.join();
        assertThat(used).hasValue(60);

        MemoryBudget.Account account = budget.open();
        assertThat(used).hasValue(0);
        account.update(75);
        assertThat(account.isShort()).isFalse();
    }
}
