package io.landfall.reconcile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a Kafka cluster. */
public final class AdminOffsets implements SourceOffsets {
    private static final int SECONDS = 120;

    private final Admin admin;

    /** An answerer of questions; whoever made the client closes it. */
    public AdminOffsets(Admin admin) {
        this.admin = admin;
    }

    @Override
    public Set<Integer> partitions(String topic) {
        try {
            return ask(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)).partitions().stream()
                    .map(TopicPartitionInfo::partition)
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Set.of();
            }
            throw refused(e);
        }
    }

    @Override
    public Map<Integer, Long> committed(String group, String topic) {
        try {
            Map<Integer, Long> committed = new HashMap<>();
            ask(admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                            .partitionsToOffsetAndMetadata())
                    .forEach((partition, offset) -> put(committed, topic, partition, offset));
            return committed;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw refused(e);
        }
    }

    private static void put(
            Map<Integer, Long> committed, String topic, TopicPartition partition, OffsetAndMetadata offset) {
        if (partition.topic().equals(topic) && offset != null) {
            committed.put(partition.partition(), offset.offset());
        }
    }

    @Override
    public Map<Integer, Log> logs(String topic, Set<Integer> partitions) {
        Map<Integer, Long> starts = offsets(topic, partitions, OffsetSpec.earliest());
        Map<Integer, Long> ends = offsets(topic, partitions, OffsetSpec.latest());
        return partitions.stream().collect(Collectors.toMap(p -> p, p -> new Log(starts.get(p), ends.get(p))));
    }

    private Map<Integer, Long> offsets(String topic, Set<Integer> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> question =
                partitions.stream().collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> which));
        try {
            Map<Integer, Long> offsets = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> answer :
                    ask(admin.listOffsets(question).all()).entrySet()) {
                offsets.put(answer.getKey().partition(), answer.getValue().offset());
            }
            return offsets;
        } catch (ExecutionException e) {
            throw refused(e);
        }
    }

    private static <T> T ask(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ReconcileException("Kafka does not answer within " + SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReconcileException("interrupted while asking Kafka", e);
        }
    }

    private static ReconcileException refused(ExecutionException e) {
        return new ReconcileException("Kafka: " + e.getCause().getMessage(), e);
    }
}
