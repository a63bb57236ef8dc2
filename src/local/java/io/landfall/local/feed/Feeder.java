package io.landfall.local.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Produces messages, each once, although the process may be killed between two of them: messages come in the same order
 * again after a restart, and those that are in their partition already are passed over. This needs topics to which nobody
 * else writes.
 */
public final class Feeder implements AutoCloseable {
    private final Map<String, Topic> topics;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> ends;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** A topic and how many partitions it is made with. */
    public record Topic(String name, int partitions) {}

    /**
     * Creates topics that do not exist, and a producer.
     *
     * @param topics by table
     */
    public Feeder(String bootstrapServers, Map<String, Topic> topics) {
        this.topics = Map.copyOf(topics);
        Map<String, Object> connection = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(connection)) {
            topics.values().forEach(topic -> Topics.create(admin, topic.name, topic.partitions));
            this.ends = ends(admin);
        }
        this.positions.putAll(ends);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "enable.idempotence", "true",
                        "linger.ms", "20",
                        "batch.size", Integer.toString(128 << 10),
                        "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private Map<TopicPartition, Long> ends(Admin admin) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (Topic topic : topics.values()) {
            for (int partition = 0; partition < topic.partitions; partition++) {
                latest.put(new TopicPartition(topic.name, partition), OffsetSpec.latest());
            }
        }
        try {
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read where topics end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading where topics end", e);
        }
    }

    /** Where the next message of each partition goes, by {@code topic-partition}. */
    public Map<String, Long> positions() {
        return positions.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
    }

    /**
     * Goes back to where messages are produced from again.
     *
     * @param earlier positions as {@link #positions()} gave them; 0 for partitions it does not name
     */
    public void rewind(Map<String, Long> earlier) {
        positions.replaceAll((partition, position) -> earlier.getOrDefault(partition.toString(), 0L));
    }

    /**
     * Produces a message, unless an earlier run did.
     *
     * @throws IllegalStateException if this one or an earlier one cannot be produced
     */
    public void send(Message message) {
        Topic topic = topics.get(message.table());
        int number = Utils.toPositive(Utils.murmur2(message.key())) % topic.partitions;
        TopicPartition partition = new TopicPartition(topic.name, number);
        long position = positions.merge(partition, 1L, Long::sum) - 1;
        if (position < ends.get(partition)) {
            return;
        }
        var unused = producer.send(
                new ProducerRecord<>(topic.name, number, message.timestamp(), message.key(), message.value()),
                (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
        check();
    }

    /** Waits until everything sent is in Kafka. */
    public void flush() {
        producer.flush();
        check();
    }

    private void check() {
        if (failure.get() != null) {
            throw new IllegalStateException("cannot produce", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
