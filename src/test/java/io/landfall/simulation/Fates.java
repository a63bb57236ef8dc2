package io.landfall.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of each record of a shard, as the segments tell. */
final class Fates {
    private final List<Configuration> configurations;
    private final SourceTopic.Partition log;
    private final long longestWithin;
    private final boolean originalsMayBeGone;
    private final Set<Long> accepted = new HashSet<>();
    private final Map<Integer, List<Message>> byContent;

    Fates(World world, SourceTopic.Partition log, List<Landed> chain) {
        this.configurations = world.configurations();
        this.log = log;
        Scenario.Troubles troubles = world.scenario().troubles();
        this.originalsMayBeGone = configurations.size() > 1
                || world.wasGroupReset()
                || world.mayStateBeStale()
                || troubles.retention()
                || troubles.compaction();
        this.longestWithin =
                configurations.stream().mapToLong(Configuration::within).max().orElse(0);
        this.byContent = log.messages().stream().collect(Collectors.groupingBy(Message::content));
        for (Landed segment : chain) {
            accepted.addAll(segment.rows());
            log.messages().stream()
                    .map(Message::offset)
                    .filter(segment.footer().quarantined()::contains)
                    .forEach(accepted::add);
        }
    }

    /** Whether a record landed, or went to quarantine. */
    boolean isAccepted(Message message) {
        return accepted.contains(message.offset());
    }

    /** Records of a segment's range that are neither rows nor in quarantine, nor skipped. */
    List<Message> leftOver(Landed segment) {
        Configuration configuration = configurations.stream()
                .filter(candidate ->
                        candidate.fingerprint().equals(segment.footer().policyFingerprint()))
                .findFirst()
                .orElseThrow();
        return segment.range(log).stream()
                .filter(message -> !isAccepted(message) && !configuration.skips(message))
                .toList();
    }

    /**
     * Whether there is a record that this one may repeat. It must have been accepted; but if the configuration changed, or
     * records or state went away between two attempts to process them, it may have landed as a duplicate of yet another one.
     */
    boolean repeats(Message message) {
        return byContent.get(message.content()).stream()
                .anyMatch(other -> other.offset() < message.offset()
                        && !other.tombstone()
                        && Math.abs(other.time() - message.time()) <= longestWithin
                        && (isAccepted(other) || originalsMayBeGone));
    }
}
