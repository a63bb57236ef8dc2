package io.landfall.local.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at the broker, and tidies it up. */
final class KafkaState {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long DELETION_PAUSE_MILLIS = 100;

    private KafkaState() {}

    /** Where each partition ends. */
    static Map<TopicPartition, Long> ends(Admin admin, String topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < BenchTopic.PARTITIONS; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** How many records of the topic a group has committed. */
    static long committed(Admin admin, String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return offsets.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /**
     * Reads the whole topic, so that it is in memory for all that come.
     *
     * @return how many records it has
     */
    static long warm(String bootstrapServers, Admin admin, String topic) {
        Map<TopicPartition, Long> ends = ends(admin, topic);
        List<TopicPartition> partitions = List.copyOf(ends.keySet());
        long count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", "10000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                count += consumer.poll(POLL).count();
            }
        }
        return count;
    }

    /** Deletes topics, and waits until they are gone. */
    static void deleteTopics(Admin admin, Predicate<String> which) {
        Collection<String> names = topics(admin, which);
        if (!names.isEmpty()) {
            delete(admin, names);
        }
        while (!topics(admin, which).isEmpty()) {
            pause();
        }
    }

    @SuppressWarnings("UnusedException") // it is what we wanted
    private static void delete(Admin admin, Collection<String> names) {
        try {
            admin.deleteTopics(names).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IllegalStateException("cannot delete topics", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while deleting topics", e);
        }
    }

    private static Collection<String> topics(Admin admin, Predicate<String> which) {
        return get(admin.listTopics().names()).stream().filter(which).toList();
    }

    private static void pause() {
        try {
            Thread.sleep(DELETION_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while deleting topics", e);
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the broker", e);
        }
    }
}
