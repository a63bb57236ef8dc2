package io.landfall.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A Kafka cluster, as its clients see it. What it does not answer is thrown as Kafka's own exception, which says what kind of
 * error it is; where nothing comes at all, that is a {@link NoAnswerException}.
 */
public final class Cluster implements AutoCloseable {
    private final Supplier<Map<String, String>> properties;
    private final Duration timeout;
    private volatile Optional<Admin> client = Optional.empty();

    /**
     * The brokers of a cluster.
     *
     * @param cluster its id
     */
    public record Brokers(String cluster, List<Integer> ids) {}

    /** A consumer group's state, and how many members it has. */
    public record Membership(GroupState state, int members) {}

    /**
     * A cluster that nobody was asked about yet: its client is made by the first question.
     *
     * @param properties of the client
     * @param timeout of each answer; the client's own may be shorter
     */
    public Cluster(Supplier<Map<String, String>> properties, Duration timeout) {
        this.properties = properties;
        this.timeout = timeout;
    }

    /**
     * A cluster whose client exists.
     *
     * @throws KafkaException if none can be made of these properties; its message may quote them
     */
    public static Cluster connect(Map<String, String> properties, Duration timeout) {
        Cluster cluster = new Cluster(() -> properties, timeout);
        cluster.admin();
        return cluster;
    }

    private synchronized Admin admin() {
        if (client.isEmpty()) {
            client = Optional.of(Admin.create(new HashMap<>(properties.get())));
        }
        return client.get();
    }

    private <T> T answer(KafkaFuture<T> answer) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable reason = Objects.requireNonNull(e.getCause());
            throw reason instanceof KafkaException known ? known : new KafkaException(reason.getMessage(), reason);
        } catch (TimeoutException e) {
            throw new NoAnswerException(timeout);
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while asking Kafka", e);
        }
    }

    /** Of what was asked about, each has an answer. */
    private <K, T> T answer(Map<K, KafkaFuture<T>> answers, K asked) {
        return answer(Objects.requireNonNull(answers.get(asked)));
    }

    /** Which brokers there are. */
    public Brokers brokers() {
        DescribeClusterResult cluster = admin().describeCluster();
        return new Brokers(
                answer(cluster.clusterId()),
                answer(cluster.nodes()).stream().map(Node::id).toList());
    }

    /** The settings of each broker, by its id, without those whose values are secret. */
    public Map<Integer, Map<String, String>> brokerSettings() {
        List<ConfigResource> resources = brokers().ids().stream()
                .map(id -> new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id)))
                .toList();
        return answer(admin().describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Integer.valueOf(entry.getKey().name()), entry -> settings(entry.getValue())));
    }

    /** The settings of a topic. */
    public Map<String, String> topicSettings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return settings(answer(admin().describeConfigs(List.of(resource)).values(), resource));
    }

    private static Map<String, String> settings(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    /** The names of the topics that this login may describe. */
    public Set<String> topics() {
        return answer(admin().listTopics().names());
    }

    /** Makes a topic as the brokers make one by default, if there is none. */
    public void createTopic(String name) {
        NewTopic topic = new NewTopic(name, Optional.empty(), Optional.empty());
        try {
            answer(admin().createTopics(List.of(topic)).all());
        } catch (TopicExistsException e) {
            return; // somebody else was faster
        }
    }

    /**
     * A topic's partitions.
     *
     * @throws UnknownTopicOrPartitionException if there is no such topic
     */
    public Set<Integer> partitions(String topic) {
        TopicDescription description =
                answer(admin().describeTopics(List.of(topic)).topicNameValues(), topic);
        return description.partitions().stream()
                .map(TopicPartitionInfo::partition)
                .collect(Collectors.toSet());
    }

    /** The first offsets that retention left, by partition. */
    public Map<Integer, Long> starts(String topic, Collection<Integer> partitions) {
        return offsets(topic, partitions, OffsetSpec.earliest());
    }

    /** The offsets that producers get next, by partition. */
    public Map<Integer, Long> ends(String topic, Collection<Integer> partitions) {
        return offsets(topic, partitions, OffsetSpec.latest());
    }

    /** The first offsets of records that are not older, by partition; none where no record is as young. */
    public Map<Integer, Long> since(String topic, Collection<Integer> partitions, Instant time) {
        Map<Integer, Long> offsets = offsets(topic, partitions, OffsetSpec.forTimestamp(time.toEpochMilli()));
        offsets.values().removeIf(offset -> offset < 0);
        return offsets;
    }

    private Map<Integer, Long> offsets(String topic, Collection<Integer> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> question =
                partitions.stream().collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> which));
        Map<Integer, Long> offsets = new HashMap<>();
        answer(admin().listOffsets(question).all())
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    /** What a group has committed of a topic, by partition, whatever a transaction may be about to commit. */
    public Map<Integer, Long> committed(String group, String topic) {
        return committed(group, topic, false);
    }

    /** What a group has committed of a topic, by partition; waits for transactions that are pending. */
    public Map<Integer, Long> stablyCommitted(String group, String topic) {
        return committed(group, topic, true);
    }

    private Map<Integer, Long> committed(String group, String topic, boolean stable) {
        ListConsumerGroupOffsetsOptions options = new ListConsumerGroupOffsetsOptions().requireStable(stable);
        Map<Integer, Long> committed = new HashMap<>();
        try {
            Map<TopicPartition, OffsetAndMetadata> found =
                    answer(admin().listConsumerGroupOffsets(group, options).partitionsToOffsetAndMetadata());
            found.forEach((partition, offset) -> {
                if (partition.topic().equals(topic) && offset != null) {
                    committed.put(partition.partition(), offset.offset());
                }
            });
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
        return committed;
    }

    /** How many bytes a topic's partitions have on disk: each its largest replica. */
    public Map<Integer, Long> sizes(String topic) {
        Map<Integer, Long> sizes = new HashMap<>();
        answer(admin().describeLogDirs(brokers().ids()).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .forEach(replica -> sizes.merge(
                        replica.getKey().partition(), replica.getValue().size(), Math::max));
        return sizes;
    }

    /** What consumer groups are doing, asked at once; each answer is waited for, and thrown, when it is taken. */
    public Map<String, Supplier<Membership>> groups(Collection<String> names) {
        return answers(
                admin().describeConsumerGroups(names).describedGroups(),
                group -> new Membership(group.groupState(), group.members().size()));
    }

    /** What this login may do with topics, asked at once; each answer is waited for, and thrown, when it is taken. */
    public Map<String, Supplier<Set<AclOperation>>> allowedOnTopics(Collection<String> names) {
        DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        return answers(
                admin().describeTopics(names, options).topicNameValues(), TopicDescription::authorizedOperations);
    }

    /** What this login may do with consumer groups, asked at once; each answer is waited for, and thrown, when it is taken. */
    public Map<String, Supplier<Set<AclOperation>>> allowedOnGroups(Collection<String> names) {
        DescribeConsumerGroupsOptions options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
        return answers(
                admin().describeConsumerGroups(names, options).describedGroups(),
                ConsumerGroupDescription::authorizedOperations);
    }

    private <A, T> Map<String, Supplier<T>> answers(Map<String, KafkaFuture<A>> asked, Function<A, T> value) {
        Map<String, Supplier<T>> answers = new HashMap<>();
        asked.forEach((name, answer) -> answers.put(name, () -> value.apply(answer(answer))));
        return answers;
    }

    /** What this login may do with the cluster. */
    public Set<AclOperation> allowedOnCluster() {
        DescribeClusterOptions options = new DescribeClusterOptions().includeAuthorizedOperations(true);
        return answer(admin().describeCluster(options).authorizedOperations());
    }

    /** Does not wait for answers that are still to come, nor for a login that hangs: its client dies with the process. */
    @Override
    public void close() {
        client.ifPresent(admin -> admin.close(Duration.ZERO));
    }
}
