package io.landfall.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.FaultyStore;
import io.landfall.landing.store.FaultyStore.Fault;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.local.feed.Topics;
import io.landfall.local.stack.SharedStack;
import io.landfall.memory.HeapAccount;
import io.landfall.record.MetadataColumns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka Streams does when the landing area is away, against a real broker. */
class GatedProducerIT {
    private static final String TOPIC = "gated-producer";
    private static final Schema SCHEMA = SchemaBuilder.record("Row")
            .fields()
            .requiredString(MetadataColumns.BATCH_ID)
            .requiredLong(MetadataColumns.LANDED_AT)
            .endRecord();

    @TempDir
    private Path root;

    @Test
    void shouldNotCommitATransactionWhoseSegmentsHaveNotLanded() throws Exception {
        try (Admin admin = Admin.create(broker())) {
            Topics.create(admin, TOPIC, 1);
        }
        FaultyStore store = new FaultyStore(new LocalObjectStore(root));
        Clock clock = Clock.systemUTC();
        CommitGate gate = new CommitGate(
                new SegmentLander(store, LandingListener.NONE, clock, Sleeper.REAL, Duration.ZERO), Runnable::run);
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        ShardWriter writer = new ShardWriter(
                new ShardOpener(store, LandingListener.NONE, clock, Sleeper.REAL, Duration.ZERO)
                        .open(new Shard("bz_orders", 1, TOPIC, 0), GroupAt.of(0)),
                SCHEMA,
                new ShardWriter.Settings(
                        1 << 20,
                        Compression.ZSTD,
                        "policy",
                        () -> "nonce",
                        clock,
                        new MemoryBudget(new HeapAccount(1 << 20), LandingListener.NONE),
                        new StreamedUploads(store, Runnable::run)));
        gate.register(writer);
        Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(partition, new OffsetAndMetadata(5));
        ConsumerGroupMetadata group = group();
        Map<String, Object> config = broker();
        config.put("transactional.id", "gated-producer");
        GatedProducer producer = new GatedProducer(config, gate);
        try {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "of a batch that did not land");
            store.next(Fault.REFUSE);

            assertThatThrownBy(() -> producer.sendOffsetsToTransaction(offsets, group))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> producer.sendOffsetsToTransaction(Map.of(), group))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(producer::commitTransaction).isInstanceOf(TimeoutException.class);
            producer.abortTransaction();

            producer.beginTransaction();
            send(producer, "of the same batch, again");
            producer.sendOffsetsToTransaction(offsets, group);
            producer.commitTransaction();
        } finally {
            producer.close(Duration.ofSeconds(10));
        }
        assertThat(committed()).containsExactly("of the same batch, again");
        assertThat(store.list("bz_orders/", "", 10)).hasSize(1);
    }

    private static ConsumerGroupMetadata group() {
        Map<String, Object> config = broker();
        config.put("group.id", "gated-producer");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.groupMetadata();
        }
    }

    private static void send(GatedProducer producer, String text) throws Exception {
        producer.send(new ProducerRecord<>(TOPIC, text.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    private static List<String> committed() {
        Map<String, Object> config = broker();
        config.put("isolation.level", "read_committed");
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        List<String> texts = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> texts.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return texts;
    }

    private static Map<String, Object> broker() {
        return new HashMap<>(Map.of("bootstrap.servers", SharedStack.get().bootstrapServers()));
    }
}
