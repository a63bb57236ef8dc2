package io.landfall.doctor.kafka;

import io.landfall.config.LandfallConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.kafka.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The checks of a cluster. */
public final class KafkaChecks implements AutoCloseable {
    private final LandfallConfig config;
    private final Cluster cluster;
    private final Clock clock;

    /**
     * Checks that have asked nothing yet.
     *
     * @param properties of the service's clients, asked for by the first check
     * @param timeout of a check
     */
    public KafkaChecks(LandfallConfig config, Supplier<Map<String, String>> properties, Duration timeout, Clock clock) {
        this.config = config;
        this.cluster = new Cluster(() -> hurried(properties.get(), DoctorCheck.patience(timeout)), timeout);
        this.clock = clock;
    }

    private static Map<String, String> hurried(Map<String, String> properties, Duration patience) {
        Map<String, String> hurried = new HashMap<>(properties);
        String millis = Long.toString(Math.max(1, patience.toMillis()));
        hurried.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        hurried.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
        return hurried;
    }

    /** All of them. */
    public List<DoctorCheck> checks() {
        return List.of(
                KafkaFaults.check(CheckName.BROKERS, this::brokers),
                KafkaFaults.check(CheckName.TOPICS, this::topics),
                KafkaFaults.check(CheckName.RIGHTS, new Rights(config, cluster)),
                KafkaFaults.check(CheckName.GROUPS, this::groups),
                KafkaFaults.check(CheckName.RETENTION, new TopicRetention(config, cluster, clock)),
                KafkaFaults.check(CheckName.TRANSACTIONS, new Transactions(config, cluster)));
    }

    /** The tables' topics, each once. */
    static Set<String> topics(LandfallConfig config) {
        return config.tables().values().stream()
                .map(table -> table.source().topic())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The consumer groups, each once. */
    static Set<String> groups(LandfallConfig config) {
        return config.tables().values().stream()
                .map(config::consumerGroup)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<CheckResult> brokers() {
        Cluster.Brokers found = cluster.brokers();
        int brokers = found.ids().size();
        return List.of(CheckResult.ok(
                CheckName.BROKERS,
                "",
                brokers + (brokers == 1 ? " broker" : " brokers") + " of cluster " + found.cluster()));
    }

    private List<CheckResult> topics() {
        Set<String> existing = cluster.topics();
        List<CheckResult> findings = new ArrayList<>();
        for (String topic : topics(config)) {
            findings.add(
                    existing.contains(topic)
                            ? CheckResult.ok(CheckName.TOPICS, topic, "exists")
                            : CheckResult.of(CheckName.TOPICS, Fault.TOPIC_MISSING, topic, ""));
        }
        String quarantine = config.quarantineTopic();
        findings.add(
                existing.contains(quarantine)
                        ? CheckResult.ok(CheckName.TOPICS, quarantine, "exists")
                        : CheckResult.of(CheckName.TOPICS, Fault.QUARANTINE_MISSING, quarantine, ""));
        return findings;
    }

    private List<CheckResult> groups() {
        Map<String, Supplier<Cluster.Membership>> answers = cluster.groups(groups(config));
        List<CheckResult> findings = new ArrayList<>();
        for (String group : groups(config)) {
            findings.add(group(group, Objects.requireNonNull(answers.get(group))));
        }
        return findings;
    }

    private static CheckResult group(String name, Supplier<Cluster.Membership> answer) {
        try {
            Cluster.Membership group = answer.get();
            return switch (group.state()) {
                case DEAD -> CheckResult.of(CheckName.GROUPS, Fault.GROUP_MISSING, name, "");
                case EMPTY -> CheckResult.of(CheckName.GROUPS, Fault.GROUP_IDLE, name, "");
                case STABLE -> CheckResult.ok(CheckName.GROUPS, name, members(group.members()));
                default -> moving(name, group.state());
            };
        } catch (GroupIdNotFoundException e) {
            return CheckResult.of(CheckName.GROUPS, Fault.GROUP_MISSING, name, "");
        } catch (KafkaException e) {
            return KafkaFaults.finding(CheckName.GROUPS, name, e);
        }
    }

    private static CheckResult moving(String name, GroupState state) {
        return CheckResult.of(CheckName.GROUPS, Fault.GROUP_MOVING, name, state.toString());
    }

    private static String members(int members) {
        return members + (members == 1 ? " stream thread reads" : " stream threads read");
    }

    @Override
    public void close() {
        cluster.close();
    }
}
