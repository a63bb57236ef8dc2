package io.landfall.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.Shard;
import io.landfall.local.feed.Topics;
import io.landfall.local.stack.SharedStack;
import io.landfall.record.MetadataColumns;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

    @Test
    void shouldCountWhatRetentionTookWhereverReadingGoesOn() throws Exception {
        LocalObjectStore store = new LocalObjectStore(root);
        ShardOpener opener = new ShardOpener(store, Clock.systemUTC(), Pause.REAL, Duration.ZERO);
        CommitGate gate = new CommitGate(
                new SegmentLander(store, LandingListener.NONE, Clock.systemUTC(), Pause.REAL, Duration.ZERO),
                Runnable::run);
        try (Admin admin = Admin.create(broker())) {
            Topics.create(admin, PARTITION.topic(), 1);
            send(10);
            // A first batch landed, up to offset 3, but its commit did not happen.
            ShardWriter crashed = writer(store, opener.open(SHARD, new GroupAt(OptionalLong.empty(), 0)));
            gate.register(crashed);
            gate.beforeCommit(Map.of(PARTITION, 3L));
            gate.unregister(crashed);
            retain(admin, 6);

            try (GatedConsumer consumer = new GatedConsumer(group(), gate)) {
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
                        new MemoryBudget(1 << 20, LandingListener.NONE),
                        new StreamedUploads(store, Runnable::run)));
    }

    private static void send(int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(broker(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), new byte[1]))
                        .get();
            }
        }
    }

    private static void retain(Admin admin, long from) throws Exception {
        admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(from)))
                .all()
                .get();
    }

    private static Map<String, Object> group() {
        Map<String, Object> config = broker();
        config.put("group.id", "gated-consumer");
        config.put("auto.offset.reset", "none");
        config.put("enable.auto.commit", "false");
        return config;
    }

    private static Map<String, Object> broker() {
        return new HashMap<>(Map.of("bootstrap.servers", SharedStack.get().bootstrapServers()));
    }
}
