package io.landfall.local.bench;

import io.landfall.config.LandfallConfig;
import io.landfall.config.ProcessingConfig.StoreKind;
import io.landfall.config.TableConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.decode.Decoder;
import io.landfall.decode.TableSchemas;
import io.landfall.decode.registry.InMemoryRegistry;
import io.landfall.dedupe.Deduper;
import io.landfall.dedupe.store.DedupeStore;
import io.landfall.enrich.Enricher;
import io.landfall.landing.CommitGate;
import io.landfall.landing.LandingListener;
import io.landfall.landing.MemoryBudget;
import io.landfall.landing.SegmentLander;
import io.landfall.landing.ShardOpener;
import io.landfall.landing.ShardWriter;
import io.landfall.landing.StreamedUploads;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.ObjectStore;
import io.landfall.local.feed.WireEncoder;
import io.landfall.local.stack.Folders;
import io.landfall.memory.HeapAccount;
import io.landfall.privacy.KeyRing;
import io.landfall.privacy.Protector;
import io.landfall.quality.Scorer;
import io.landfall.record.EnrichedRow;
import io.landfall.record.Outcome;
import io.landfall.record.Position;
import io.landfall.record.ProtectedRecord;
import io.landfall.record.RawRecord;
import io.landfall.record.ScoredRecord;
import io.landfall.record.SourceRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one record costs each stage by itself, on one thread: nanoseconds, and bytes with {@code -prof gc}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx2g", "-XX:+UseSerialGC"})
public class StageBenchmark {
    private static final String TOPIC = "bench";
    /** Different records, which are used again and again; a power of two. */
    private static final int RECORDS = 4_096;

    private static final int ROWS_PER_SEGMENT = 1 << 16;

    /** The records of a workload as each stage gets them. */
    @State(Scope.Thread)
    public static class Records {
        @Param({"ORDERS", "WIDE", "TINY"})
        private String workload;

        private Path folder;
        private LandfallConfig config;
        private TableConfig table;
        private KeyRing keys;
        private Decoder decoder;
        private Scorer scorer;
        private Protector protector;
        private Enricher enricher;
        private int next;
        private final List<SourceRecord> sources = new ArrayList<>();
        private final List<RawRecord> raws = new ArrayList<>();
        private final List<ScoredRecord> scoreds = new ArrayList<>();
        private final List<ProtectedRecord> protecteds = new ArrayList<>();
        private final List<EnrichedRow> rows = new ArrayList<>();

        /** Makes them. */
        @Setup
        public void make() throws IOException {
            folder = Files.createTempDirectory("stage-benchmark");
            Workload made = Workload.valueOf(workload);
            Schema schema = made.schema();
            InMemoryRegistry registry = new InMemoryRegistry();
            int id = registry.register(TOPIC + "-value", schema);
            configure(new BenchTopic(TOPIC, made, id, RECORDS, RECORDS, 0));
            decoder = new Decoder(new TableSchemas(table, registry));
            scorer = new Scorer(table);
            protector = new Protector(table, keys);
            enricher = new Enricher(config, table);
            produce(made.rows(), schema, new WireEncoder(schema, id));
        }

        private void configure(BenchTopic topic) throws IOException {
            ContestantRun run = new ContestantRun(
                    "bench",
                    folder,
                    folder,
                    topic,
                    new Settings(1, Optional.empty(), "1g"),
                    "127.0.0.1:9092",
                    "http://127.0.0.1:8081");
            Path file = LandfallYaml.write(run, EnumSet.allOf(LandfallService.Stage.class));
            config = ConfigLoader.load(file, Optional.empty());
            table = config.tables().values().iterator().next();
            keys = KeyRing.parse("bench", Map.of("bench", Files.readString(folder.resolve("key"))));
        }

        private void produce(WorkloadRows made, Schema schema, WireEncoder encoder) {
            RandomGenerator random = new SplittableRandom(1);
            long start = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
            for (int i = 0; i < RECORDS; i++) {
                long time = start + i;
                GenericRecord row = made.row(schema, i, TimeUnit.MILLISECONDS.toMicros(time), random);
                sources.add(new SourceRecord(new Position(TOPIC, 0, i, time), new byte[] {1}, encoder.encode(row)));
                raws.add(passed(decoder.decode(sources.get(i))));
                scoreds.add(passed(scorer.score(raws.get(i))));
                protecteds.add(protector.protect(scoreds.get(i)));
                rows.add(enricher.enrich(protecteds.get(i)));
            }
        }

        private static <T> T passed(Outcome<T> outcome) {
            return ((Outcome.Passed<T>) outcome).record();
        }

        private int next() {
            next = (next + 1) & (RECORDS - 1);
            return next;
        }

        /** Takes away what they left on disk. */
        @TearDown
        public void delete() {
            Folders.delete(folder);
        }
    }

    /** Bytes to a record, its hash included. */
    @Benchmark
    public Object decode(Records records) {
        return records.decoder.decode(records.sources.get(records.next()));
    }

    /** A record to a score. */
    @Benchmark
    public Object score(Records records) {
        return records.scorer.score(records.raws.get(records.next()));
    }

    /** A scored record to one without clear values. */
    @Benchmark
    public Object protect(Records records) {
        return records.protector.protect(records.scoreds.get(records.next()));
    }

    /** A protected record to a row. */
    @Benchmark
    public Object enrich(Records records) {
        return records.enricher.enrich(records.protecteds.get(records.next()));
    }

    /** A deduper on an empty store for each iteration, so that the store does not outgrow the heap. */
    @State(Scope.Thread)
    public static class Dedupe {
        @Param({"MEMORY", "DISK"})
        private StoreKind kind;

        private DedupeStore store;
        private Deduper deduper;
        private Path folder;
        private long offset;

        /** Opens the store. */
        @Setup(Level.Iteration)
        public void open(Records records) throws IOException {
            folder = Files.createTempDirectory("stage-benchmark-store");
            MockProcessorContext<Void, Void> context =
                    new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
            store = DedupeStore.builder(
                            records.table,
                            kind,
                            new HeapAccount(Runtime.getRuntime().maxMemory() / 8))
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            deduper = new Deduper(records.table, new byte[32], store.positions(), 0);
            offset = 0;
        }

        /** Closes it. */
        @TearDown(Level.Iteration)
        public void close() {
            store.close();
            Folders.delete(folder);
        }
    }

    /** A record that nobody has seen, except one in twenty. */
    @Benchmark
    public Object dedupe(Records records, Dedupe dedupe) {
        RawRecord raw = records.raws.get(records.next());
        long offset = dedupe.offset++;
        if (offset % 20 != 0) {
            raw.value().put(0, offset);
        }
        Position position = new Position(TOPIC, 0, offset, raw.position().timestamp());
        SourceRecord source =
                new SourceRecord(position, raw.source().key(), raw.source().payload());
        return dedupe.deduper.dedupe(new RawRecord(source, raw.value(), raw.writer(), raw.contentHash(), raw.status()));
    }

    /** A shard whose segments go nowhere. */
    @State(Scope.Thread)
    public static class Land {
        private final CommitGate gate = new CommitGate(
                new SegmentLander(
                        new Nowhere(), LandingListener.NONE, Clock.systemUTC(), pause -> {}, Duration.ofMinutes(1)),
                Runnable::run);
        private ShardWriter writer;
        private long offset;

        /** Opens it. */
        @Setup
        public void open(Records records) {
            Shard shard = new Shard(records.table.name(), 1, TOPIC, 0);
            writer = new ShardWriter(
                    new ShardOpener(new Nowhere(), LandingListener.NONE, Clock.systemUTC(), pause -> {}, Duration.ZERO)
                            .open(shard, new FromTheStart()),
                    records.rows.get(0).row().getSchema(),
                    new ShardWriter.Settings(
                            records.config.landing().rollAt(),
                            records.config.landing().compression(),
                            "policy",
                            () -> "nonce",
                            Clock.systemUTC(),
                            new MemoryBudget(new HeapAccount(1L << 30), LandingListener.NONE),
                            new StreamedUploads(new Nowhere(), Runnable::run)));
            gate.register(writer);
        }
    }

    /** A row into a segment, its share of sealing included. */
    @Benchmark
    public void land(Records records, Land land) {
        EnrichedRow row = records.rows.get(records.next());
        land.writer.row(new EnrichedRow(new Position(TOPIC, 0, land.offset++, 0), row.row(), row.sourceSize()));
        if (land.offset % ROWS_PER_SEGMENT == 0) {
            Map<TopicPartition, Long> offsets = Map.of(new TopicPartition(TOPIC, 0), land.offset);
            land.gate.beforeCommit(offsets);
            land.gate.afterCommit(offsets);
        }
    }

    private static final class FromTheStart implements CommitGate.GroupOffsets {
        @Override
        public OptionalLong committed(TopicPartition partition) {
            return OptionalLong.of(0);
        }

        @Override
        public long logStart(TopicPartition partition) {
            return 0;
        }
    }

    private static final class Nowhere implements ObjectStore {
        @Override
        public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
            return new CreateResult.Created();
        }

        @Override
        public PartedWrite begin(String path, Map<String, String> metadata) {
            return new PartedWrite() {
                @Override
                public void part(List<ByteBuffer> content) {}

                @Override
                public CreateResult complete(List<ByteBuffer> last) {
                    return new CreateResult.Created();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public Optional<Stored> head(String path) {
            return Optional.empty();
        }

        @Override
        public byte[] read(String path, long position, int length) {
            return new byte[0];
        }

        @Override
        public List<String> list(String prefix, String after, int max) {
            return List.of();
        }

        @Override
        public String location() {
            return "nowhere";
        }

        @Override
        public void close() {}
    }
}
