package io.landfall.reconcile;

import io.landfall.kafka.Cluster;
import io.landfall.kafka.KafkaMessages;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a Kafka cluster. */
public final class ClusterOffsets implements SourceOffsets {
    private final Cluster cluster;

    /** An answerer of questions; whoever made the cluster closes it. */
    public ClusterOffsets(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Set<Integer> partitions(String topic) {
        return ask(() -> {
            try {
                return cluster.partitions(topic);
            } catch (UnknownTopicOrPartitionException e) {
                return Set.of();
            }
        });
    }

    @Override
    public Map<Integer, Long> committed(String group, String topic) {
        return ask(() -> cluster.stablyCommitted(group, topic));
    }

    @Override
    public Map<Integer, Log> logs(String topic, Set<Integer> partitions) {
        return ask(() -> {
            Map<Integer, Long> starts = cluster.starts(topic, partitions);
            Map<Integer, Long> ends = cluster.ends(topic, partitions);
            return partitions.stream()
                    .collect(Collectors.toMap(
                            p -> p,
                            p -> new Log(Objects.requireNonNull(starts.get(p)), Objects.requireNonNull(ends.get(p)))));
        });
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new ReconcileException(KafkaMessages.unanswered(e), e);
        }
    }
}
