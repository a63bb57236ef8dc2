package io.landfall.doctor.kafka;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.kafka.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
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
        static Limits of(Map<String, String> topic) {
            String policy = Objects.requireNonNull(topic.get(TopicConfig.CLEANUP_POLICY_CONFIG));
            boolean deletes = policy.contains(TopicConfig.CLEANUP_POLICY_DELETE);
            return new Limits(
                    limit(deletes, topic, TopicConfig.RETENTION_MS_CONFIG).map(Duration::ofMillis),
                    limit(deletes, topic, TopicConfig.RETENTION_BYTES_CONFIG));
        }

        private static Optional<Long> limit(boolean deletes, Map<String, String> topic, String key) {
            return Optional.of(Long.parseLong(topic.get(key))).filter(value -> deletes && value >= 0);
        }

        String text() {
            List<String> limits = new ArrayList<>();
            time.ifPresent(limit -> limits.add("retention.ms " + limit.toMillis()));
            bytes.ifPresent(limit -> limits.add("retention.bytes " + limit));
            return limits.isEmpty() ? "kept for ever" : String.join(", ", limits);
        }
    }

    @Override
    public List<CheckResult> look() {
        List<CheckResult> findings = new ArrayList<>();
        for (TableConfig table : config.tables().values()) {
            try {
                findings.add(look(table));
            } catch (UnknownTopicOrPartitionException e) {
                findings.add(CheckResult.skipped(CheckName.RETENTION, table.name() + ": its topic does not exist"));
            } catch (KafkaException e) {
                findings.add(KafkaFaults.finding(CheckName.RETENTION, table.name(), e));
            }
        }
        return findings;
    }

    private CheckResult look(TableConfig table) {
        String topic = table.source().topic();
        Set<Integer> partitions = cluster.partitions(topic);
        Map<Integer, Long> committed = cluster.committed(config.consumerGroup(table), topic);
        Map<Integer, Long> starts = cluster.starts(topic, partitions);
        Map<Integer, Long> ends = cluster.ends(topic, partitions);
        long lost = partitions.stream()
                .mapToLong(p -> Math.max(0, at(starts, p) - committed.getOrDefault(p, at(starts, p))))
                .sum();
        if (lost > 0) {
            return CheckResult.of(CheckName.RETENTION, Fault.OVERTAKEN, table.name(), lost + " offsets of " + topic);
        }
        Limits limits = Limits.of(cluster.topicSettings(topic));
        Map<Integer, Long> waiting = new HashMap<>();
        partitions.forEach(p -> waiting.put(p, at(ends, p) - committed.getOrDefault(p, at(starts, p))));
        String behind = waiting.values().stream().mapToLong(Long::longValue).sum() + " offsets of " + topic
                + " to land; " + limits.text();
        return isOld(limits, topic, ends, waiting) || isLarge(limits, topic, starts, ends, waiting)
                ? CheckResult.of(CheckName.RETENTION, Fault.BEHIND_RETENTION, table.name(), behind)
                : CheckResult.ok(CheckName.RETENTION, table.name(), behind);
    }

    private static long at(Map<Integer, Long> offsets, int partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    /** Whether a partition's next record is older than half of the time. */
    private boolean isOld(Limits limits, String topic, Map<Integer, Long> ends, Map<Integer, Long> waiting) {
        if (limits.time().isEmpty()) {
            return false;
        }
        long half = clock.millis() - limits.time().get().toMillis() / 2;
        Map<Integer, Long> young = cluster.since(topic, ends.keySet(), Instant.ofEpochMilli(Math.max(0, half)));
        return ends.keySet().stream().anyMatch(p -> {
            long begin = young.getOrDefault(p, at(ends, p));
            return at(waiting, p) > 0 && at(ends, p) - at(waiting, p) < begin;
        });
    }

    /** Whether what waits fills more than half of the bytes, as far as all records of a partition are of one size. */
    private boolean isLarge(
            Limits limits,
            String topic,
            Map<Integer, Long> starts,
            Map<Integer, Long> ends,
            Map<Integer, Long> waiting) {
        if (limits.bytes().isEmpty()) {
            return false;
        }
        Map<Integer, Long> sizes = cluster.sizes(topic);
        return ends.keySet().stream().anyMatch(p -> {
            double share = (double) at(waiting, p) / Math.max(1, at(ends, p) - at(starts, p));
            return share * sizes.getOrDefault(p, 0L) > limits.bytes().get() / 2.0;
        });
    }
}
