package io.landfall.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.landing.parquet.SegmentReader;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.landing.store.ObjectStore;
import io.landfall.local.feed.Topics;
import io.landfall.local.stack.SharedStack;
import io.landfall.memory.HeapAccount;
import io.landfall.record.EnrichedRow;
import io.landfall.record.MetadataColumns;
import io.landfall.record.Position;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What retention takes before it is read is accounted for, against a real broker. */
class GatedConsumerIT {
    private static final TopicPartition PARTITION = new TopicPartition("gated-consumer", 0);
    private static final Shard SHARD = new Shard("bz_orders", 1, PARTITION.topic(), 0);
    private static final Schema SCHEMA = SchemaBuilder.record("Row")
            .fields()
            .requiredString(MetadataColumns.BATCH_ID)
            .requiredLong(MetadataColumns.LANDED_AT)
            .endRecord();

    @TempDir
    private Path root;

    private LocalObjectStore store;
    private ShardOpener opener;
    private CommitGate gate;

    @BeforeEach
    void open() {
        store = new LocalObjectStore(root);
        opener = new ShardOpener(store, LandingListener.NONE, Clock.systemUTC(), Sleeper.REAL, Duration.ZERO);
        gate = new CommitGate(
                new SegmentLander(store, LandingListener.NONE, Clock.systemUTC(), Sleeper.REAL, Duration.ZERO),
                Runnable::run);
    }

    @Test
    void shouldCountWhatRetentionTookWhereverReadingGoesOn() throws Exception {
        try (Admin admin = Admin.create(broker())) {
            Topics.create(admin, PARTITION.topic(), 1);
            send(PARTITION, 10);
            // A first batch landed, up to offset 3, but its commit did not happen.
            ShardWriter crashed = writer(store, opener.open(SHARD, new GroupAt(OptionalLong.empty(), 0)));
            gate.register(crashed);
            gate.beforeCommit(Map.of(PARTITION, 3L));
            gate.unregister(crashed);
            retain(admin, 6);

            try (GatedConsumer consumer = new GatedConsumer(group("gated-consumer"), gate)) {
                consumer.assign(List.of(PARTITION));
                assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
                        .isInstanceOf(NoOffsetForPartitionException.class);
                consumer.seekToBeginning(List.of(PARTITION));
                ShardWriter writer = writer(store, opener.open(SHARD, gate.offsets()));
                gate.register(writer);
                writer.skipped(6);
                consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(7)));

                retain(admin, 9);
                consumer.seek(PARTITION, 7);
                assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
                        .isInstanceOf(OffsetOutOfRangeException.class);
                retain(admin, 10);
                consumer.seekToBeginning(List.of(PARTITION));
                consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(10)));
            }
        }
        assertThat(store.list(SHARD.prefix(), "", 10))
                .map(path -> SegmentReader.footer(store, path).ledger())
                .containsExactly(Ledger.EMPTY, new Ledger(1, 0, 0, 0, 1, 3), new Ledger(0, 0, 0, 0, 0, 3));
    }

    @Test
    void shouldReadOnFromTheCommittedOffsetWhereTheConsumerIsBeyondIt() throws Exception {
        TopicPartition partition = new TopicPartition("read-on", 0);
        Shard shard = new Shard("bz_orders", 1, partition.topic(), 0);
        try (Admin admin = Admin.create(broker())) {
            Topics.create(admin, partition.topic(), 1);
        }
        send(partition, 10);
        try (GatedConsumer consumer = new GatedConsumer(group("read-on"), gate)) {
            consumer.assign(List.of(partition));
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
                    .isInstanceOf(NoOffsetForPartitionException.class);
            assertThat(opener.open(shard, gate.offsets()).tip())
                    .as("before anything is read")
                    .isZero();

            consumer.seek(partition, 8); // where a task that is gone has left it
            poll(consumer);

            opener.open(shard, gate.offsets());
            assertThat(consumer.position(partition)).as("nothing is committed").isZero();

            ShardWriter writer = writer(store, opener.open(shard, gate.offsets()));
            gate.register(writer);
            assertThat(poll(consumer)).extracting(ConsumerRecord::offset).startsWith(0L, 1L, 2L, 3L);
            LongStream.range(0, 4).forEach(writer::skipped);
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(4)));
            gate.unregister(writer);
            opener.open(shard, gate.offsets());
            assertThat(consumer.position(partition)).isEqualTo(4);

            consumer.seek(partition, 2);
            opener.open(shard, gate.offsets());
            assertThat(consumer.position(partition)).as("never forwards").isEqualTo(2);
        }
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // the gate asks
    void shouldCommitNoOffsetBeforeAllThatGoesWithItIsWritten() throws Exception {
        TopicPartition partition = new TopicPartition("written-before", 0);
        TopicPartition changelog = new TopicPartition("written-before-changelog", 0);
        Shard shard = new Shard("bz_orders", 1, partition.topic(), 0);
        try (Admin admin = Admin.create(broker())) {
            Topics.create(admin, partition.topic(), 1);
            Topics.create(admin, changelog.topic(), 1);
        }
        send(partition, 3);
        Map<String, Object> sendsWhenAsked = broker();
        sendsWhenAsked.put("linger.ms", 100_000);
        sendsWhenAsked.put("max.request.size", 1000);
        try (GatedConsumer consumer = new GatedConsumer(group("written-before"), gate);
                GatedProducer producer = new GatedProducer(sendsWhenAsked, gate)) {
            consumer.assign(List.of(partition, changelog));
            consumer.seekToBeginning(List.of(partition, changelog));
            poll(consumer);
            ShardWriter writer = writer(store, opener.open(shard, gate.offsets()));
            gate.register(writer);
            LongStream.range(0, 3).forEach(writer::skipped);
            AtomicInteger bytes = new AtomicInteger(2000);
            gate.beforeCommit(
                    shard,
                    () -> producer.send(
                            new ProducerRecord<>(changelog.topic(), new byte[bytes.get()]), (metadata, failure) -> {}));

            assertThatThrownBy(() -> consumer.commitSync(Map.of(partition, new OffsetAndMetadata(3))))
                    .isInstanceOf(CommitFailedException.class)
                    .hasMessageContaining("not all that goes with this commit was written");
            assertThat(consumer.committed(Set.of(partition)).get(partition)).isNull();

            bytes.set(10);
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(3)));
            assertThat(consumer.committed(Set.of(partition)).get(partition).offset())
                    .isEqualTo(3);
            assertThat(consumer.endOffsets(Set.of(changelog)).get(changelog)).isEqualTo(1);
        }
    }

    /** As where Kafka Streams may not commit, since the group rebalances. */
    @Test
    void shouldReadNothingWhileTheMemoryIsUsedUp() throws Exception {
        TopicPartition partition = new TopicPartition("no-room", 0);
        TopicPartition paused = new TopicPartition("no-room", 1);
        Shard shard = new Shard("bz_orders", 1, partition.topic(), 0);
        try (Admin admin = Admin.create(broker())) {
            Topics.create(admin, partition.topic(), 2);
        }
        send(partition, 3);
        Map<String, Object> oneByOne = group("no-room");
        oneByOne.put("max.poll.records", 1);
        try (GatedConsumer consumer = new GatedConsumer(oneByOne, gate)) {
            consumer.assign(List.of(partition, paused));
            consumer.seekToBeginning(List.of(partition, paused));
            consumer.pause(List.of(paused));
            assertThat(poll(consumer)).extracting(ConsumerRecord::offset).containsExactly(0L);
            ShardWriter writer = writer(store, opener.open(shard, gate.offsets()));
            gate.register(writer);
            AtomicInteger asked = new AtomicInteger();
            gate.onRequest(shard, asked::incrementAndGet);
            long end = useUpTheMemory(writer);
            assertThat(consumer.poll(Duration.ofSeconds(2))).isEmpty();
            assertThat(consumer.paused()).containsExactly(paused);
            assertThat(asked).hasValue(1);

            gate.beforeCommit(Map.of(partition, end));
            assertThat(poll(consumer))
                    .as("from where it was set back to when the shard was opened")
                    .extracting(ConsumerRecord::offset)
                    .containsExactly(0L);
        }
    }

    /** Kafka Streams pauses the partitions of tasks that it opens again. */
    @Test
    void shouldLeavePausedWhatIsPausedWithinAPollThatReadsNothing() throws Exception {
        TopicPartition partition = new TopicPartition("paused-within", 0);
        Shard shard = new Shard("bz_orders", 1, partition.topic(), 0);
        try (Admin admin = Admin.create(broker())) {
            Topics.create(admin, partition.topic(), 2);
        }
        Map<String, Object> keepingPartitions = group("paused-within");
        keepingPartitions.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        keepingPartitions.put("auto.offset.reset", "earliest");
        try (GatedConsumer consumer = new GatedConsumer(keepingPartitions, gate)) {
            TopicPartition other = new TopicPartition(partition.topic(), 1);
            AtomicInteger pausing = new AtomicInteger();
            consumer.subscribe(List.of(partition.topic()), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    if (pausing.get() > 0) {
                        consumer.pause(List.of(partition));
                        pausing.incrementAndGet();
                    }
                }
            });
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
            }
            ShardWriter writer = writer(store, opener.open(shard, gate.offsets()));
            gate.register(writer);
            useUpTheMemory(writer);
            pausing.incrementAndGet();
            consumer.enforceRebalance();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (pausing.get() == 1 && System.nanoTime() < end) {
                assertThat(consumer.poll(Duration.ofMillis(100))).isEmpty();
            }
            assertThat(consumer.assignment()).containsExactlyInAnyOrder(partition, other);
            assertThat(consumer.paused()).containsExactly(partition);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> poll(GatedConsumer consumer) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (records.isEmpty() && System.nanoTime() < end) {
            consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
        }
        return records;
    }

    /** Writes rows, from offset 0 up to the one that it returns. */
    private long useUpTheMemory(ShardWriter writer) {
        GenericData.Record row = new GenericData.Record(SCHEMA);
        row.put(MetadataColumns.BATCH_ID, "");
        String topic = writer.opening().shard().topic();
        long end = 0;
        while (gate.hasCapacity()) {
            writer.row(new EnrichedRow(new Position(topic, 0, end++, 0), row, 100));
            assertThat(end).isLessThan(100_000);
        }
        return end;
    }

    private static ShardWriter writer(ObjectStore store, ShardOpening opening) {
        return new ShardWriter(
                opening,
                SCHEMA,
                new ShardWriter.Settings(
                        1 << 20,
                        Compression.ZSTD,
                        "policy",
                        () -> "nonce",
                        Clock.systemUTC(),
                        new MemoryBudget(new HeapAccount(1 << 20), LandingListener.NONE),
                        new StreamedUploads(store, Runnable::run)));
    }

    private static void send(TopicPartition partition, int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(broker(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[1]))
                        .get();
            }
        }
    }

    private static void retain(Admin admin, long from) throws Exception {
        admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(from)))
                .all()
                .get();
    }

    private static Map<String, Object> group(String name) {
        Map<String, Object> config = broker();
        config.put("group.id", name);
        config.put("auto.offset.reset", "none");
        config.put("enable.auto.commit", "false");
        return config;
    }

    private static Map<String, Object> broker() {
        return new HashMap<>(Map.of("bootstrap.servers", SharedStack.get().bootstrapServers()));
    }
}
