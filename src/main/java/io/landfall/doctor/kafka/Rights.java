package io.landfall.doctor.kafka;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.kafka.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the brokers say this login may do: that takes no right to see ACLs. */
final class Rights implements DoctorCheck.Look {
    private static final Set<AclOperation> TO_READ = Set.of(AclOperation.READ, AclOperation.DESCRIBE);
    private static final Set<AclOperation> TO_WRITE = Set.of(AclOperation.WRITE, AclOperation.DESCRIBE);
    private static final Set<AclOperation> OF_STATE =
            Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE);

    private static final String CHANGELOG = "-changelog";

    private final LandfallConfig config;
    private final Cluster cluster;

    Rights(LandfallConfig config, Cluster cluster) {
        this.config = config;
        this.cluster = cluster;
    }

    @Override
    public List<CheckResult> look() {
        Set<String> existing = cluster.topics();
        Map<String, Set<AclOperation>> needed = needed(existing);
        List<CheckResult> findings = new ArrayList<>();
        Map<String, Supplier<Set<AclOperation>>> topics = cluster.allowedOnTopics(needed.keySet());
        needed.forEach((topic, operations) ->
                findings.add(finding("topic " + topic, operations, Objects.requireNonNull(topics.get(topic)))));
        Set<String> names = KafkaChecks.groups(config);
        Map<String, Supplier<Set<AclOperation>>> groups = cluster.allowedOnGroups(names);
        names.forEach(
                group -> findings.add(finding("group " + group, TO_READ, Objects.requireNonNull(groups.get(group)))));
        findings.add(creation(existing));
        return findings;
    }

    /** By topic that exists: the others are another check's. */
    private Map<String, Set<AclOperation>> needed(Set<String> existing) {
        Map<String, Set<AclOperation>> needed = new TreeMap<>();
        for (String topic : existing) {
            if (topic.startsWith(config.application() + "-")
                    && (topic.endsWith(CHANGELOG) || topic.endsWith("-repartition"))) {
                needed.put(topic, OF_STATE);
            }
        }
        KafkaChecks.topics(config).stream().filter(existing::contains).forEach(topic -> needed.put(topic, TO_READ));
        if (existing.contains(config.quarantineTopic())) {
            needed.put(config.quarantineTopic(), TO_WRITE);
        }
        return needed;
    }

    @SuppressWarnings("UnusedException") // they are answers
    private static CheckResult finding(String subject, Set<AclOperation> needed, Supplier<Set<AclOperation>> allowed) {
        try {
            Set<AclOperation> missing = new TreeSet<>(needed);
            missing.removeAll(allowed.get());
            return missing.isEmpty()
                    ? CheckResult.ok(CheckName.RIGHTS, subject, "may " + new TreeSet<>(needed))
                    : CheckResult.of(CheckName.RIGHTS, Fault.RIGHT_MISSING, subject, missing.toString());
        } catch (GroupIdNotFoundException | UnknownTopicOrPartitionException e) {
            return CheckResult.ok(CheckName.RIGHTS, subject, "does not exist yet");
        } catch (AuthorizationException e) {
            return CheckResult.of(CheckName.RIGHTS, Fault.RIGHT_MISSING, subject, "[DESCRIBE]");
        } catch (KafkaException e) {
            return KafkaFaults.finding(CheckName.RIGHTS, subject, e);
        }
    }

    /** Rights on topics of one prefix cannot be seen, so where all topics are there, nothing is missing. */
    private CheckResult creation(Set<String> existing) {
        if (cluster.allowedOnCluster().contains(AclOperation.CREATE)) {
            return CheckResult.ok(CheckName.RIGHTS, "cluster", "may create topics");
        }
        boolean complete = existing.contains(config.quarantineTopic())
                && config.tables().values().stream().allMatch(table -> hasState(table, existing));
        return complete
                ? CheckResult.ok(CheckName.RIGHTS, "cluster", "may not create topics in general; all are there")
                : CheckResult.of(CheckName.RIGHTS, Fault.MAY_NOT_CREATE, "cluster", "");
    }

    private boolean hasState(TableConfig table, Set<String> existing) {
        String prefix = config.consumerGroup(table) + "-" + table.name() + "-";
        return table.dedupe().isEmpty()
                || existing.stream().anyMatch(topic -> topic.startsWith(prefix) && topic.endsWith(CHANGELOG));
    }
}
