package io.landfall.doctor.kafka;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How far what has not landed is from the end of its topic's retention. The age of a group's next record is not read from
 * the record: the brokers say at which offset the younger half of the retention begins.
 */
final class TopicRetention implements DoctorCheck.Look {
    private final LandfallConfig config;
    private final Cluster cluster;
    private final Clock clock;

    TopicRetention(LandfallConfig config, Cluster cluster, Clock clock) {
        this.config = config;
        this.cluster = cluster;
        this.clock = clock;
    }

    /** What retention a topic has, where it has any. */
    private record Limits(Optional<Duration> time, Optional<Long> bytes) {
        static Limits of(Config topic) {
            boolean deletes =
                    topic.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
            return new Limits(
                    limit(deletes, topic, TopicConfig.RETENTION_MS_CONFIG).map(Duration::ofMillis),
                    limit(deletes, topic, TopicConfig.RETENTION_BYTES_CONFIG));
        }

        private static Optional<Long> limit(boolean deletes, Config topic, String key) {
            return Optional.of(Long.parseLong(topic.get(key).value())).filter(value -> deletes && value >= 0);
        }

        String text() {
            List<String> limits = new ArrayList<>();
            time.ifPresent(limit -> limits.add("retention.ms " + limit.toMillis()));
            bytes.ifPresent(limit -> limits.add("retention.bytes " + limit));
            return limits.isEmpty() ? "kept for ever" : String.join(", ", limits);
        }
    }

    @Override
    public List<CheckResult> look() throws Exception {
        List<CheckResult> findings = new ArrayList<>();
        for (TableConfig table : config.tables().values()) {
            try {
                findings.add(look(table));
            } catch (UnknownTopicOrPartitionException e) {
                findings.add(CheckResult.skipped(CheckName.RETENTION, table.name() + ": its topic does not exist"));
            } catch (KafkaException e) {
                findings.add(Cluster.finding(CheckName.RETENTION, table.name(), e));
            }
        }
        return findings;
    }

    private CheckResult look(TableConfig table) throws Exception {
        Admin admin = cluster.admin();
        List<TopicPartition> partitions = Cluster.ask(
                        admin.describeTopics(List.of(table.source().topic()))
                                .topicNameValues()
                                .get(table.source().topic()))
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(table.source().topic(), partition.partition()))
                .toList();
        Map<TopicPartition, Long> committed = committed(config.consumerGroup(table), partitions);
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        long lost = partitions.stream()
                .mapToLong(p -> Math.max(0, starts.get(p) - committed.getOrDefault(p, starts.get(p))))
                .sum();
        if (lost > 0) {
            return CheckResult.of(
                    CheckName.RETENTION,
                    Fault.OVERTAKEN,
                    table.name(),
                    lost + " offsets of " + table.source().topic());
        }
        Limits limits = limits(table.source().topic());
        Map<TopicPartition, Long> waiting = new HashMap<>();
        partitions.forEach(p -> waiting.put(p, ends.get(p) - committed.getOrDefault(p, starts.get(p))));
        String behind = waiting.values().stream().mapToLong(Long::longValue).sum() + " offsets of "
                + table.source().topic() + " to land; " + limits.text();
        return isOld(limits, partitions, ends, waiting) || isLarge(limits, partitions, starts, ends, waiting)
                ? CheckResult.of(CheckName.RETENTION, Fault.BEHIND_RETENTION, table.name(), behind)
                : CheckResult.ok(CheckName.RETENTION, table.name(), behind);
    }

    /** Whether a partition's next record is older than half of the time. */
    private boolean isOld(
            Limits limits,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> waiting)
            throws Exception {
        if (limits.time().isEmpty()) {
            return false;
        }
        long half = clock.millis() - limits.time().get().toMillis() / 2;
        Map<TopicPartition, Long> young = offsets(partitions, OffsetSpec.forTimestamp(Math.max(0, half)));
        return partitions.stream().anyMatch(p -> {
            long begin = young.get(p) < 0 ? ends.get(p) : young.get(p); // -1: no record is as young
            return waiting.get(p) > 0 && ends.get(p) - waiting.get(p) < begin;
        });
    }

    /** Whether what waits fills more than half of the bytes, as far as all records of a partition are of one size. */
    private boolean isLarge(
            Limits limits,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> waiting)
            throws Exception {
        if (limits.bytes().isEmpty()) {
            return false;
        }
        Map<TopicPartition, Long> sizes = sizes(partitions);
        return partitions.stream().anyMatch(p -> {
            double share = (double) waiting.get(p) / Math.max(1, ends.get(p) - starts.get(p));
            return share * sizes.getOrDefault(p, 0L) > limits.bytes().get() / 2.0;
        });
    }

    private Map<TopicPartition, Long> sizes(List<TopicPartition> partitions) throws Exception {
        Map<TopicPartition, Long> sizes = new HashMap<>();
        List<Integer> brokers = Cluster.ask(cluster.admin().describeCluster().nodes()).stream()
                .map(node -> node.id())
                .toList();
        Cluster.ask(cluster.admin().describeLogDirs(brokers).allDescriptions()).values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> partitions.contains(replica.getKey()))
                .forEach(replica ->
                        sizes.merge(replica.getKey(), replica.getValue().size(), Math::max));
        return sizes;
    }

    private Limits limits(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Limits.of(Cluster.ask(
                cluster.admin().describeConfigs(List.of(resource)).values().get(resource)));
    }

    private Map<TopicPartition, Long> committed(String group, List<TopicPartition> partitions) throws Exception {
        try {
            Map<TopicPartition, OffsetAndMetadata> answer = Cluster.ask(cluster.admin()
                    .listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(false))
                    .partitionsToOffsetAndMetadata());
            return partitions.stream()
                    .filter(p -> answer.get(p) != null)
                    .collect(Collectors.toMap(
                            Function.identity(), p -> answer.get(p).offset()));
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) throws Exception {
        Map<TopicPartition, ListOffsetsResultInfo> answer = Cluster.ask(cluster.admin()
                .listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), p -> which)))
                .all());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
