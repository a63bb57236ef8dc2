package io.landfall.reconcile;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Kafka says, as a test wants it: one topic, one group. */
public final class KafkaState implements SourceOffsets {
    private final String group;
    private final String topic;
    private final Map<Integer, Log> logs = new TreeMap<>();
    private final Map<Integer, Long> committed = new HashMap<>();
    private final Map<Integer, Long> committedLater = new HashMap<>();
    private int asked;

    public KafkaState(String group, String topic) {
        this.group = group;
        this.topic = topic;
    }

    public KafkaState log(int partition, long start, long end) {
        logs.put(partition, new Log(start, end));
        return this;
    }

    public KafkaState committed(int partition, long offset) {
        committed.put(partition, offset);
        committedLater.put(partition, offset);
        return this;
    }

    /** While segments are looked at, the group goes on to this offset. */
    KafkaState committedLater(int partition, long offset) {
        committedLater.put(partition, offset);
        return this;
    }

    KafkaState withoutCommit(int partition) {
        committed.remove(partition);
        committedLater.remove(partition);
        return this;
    }

    KafkaState withoutTopic() {
        logs.clear();
        return this;
    }

    @Override
    public Set<Integer> partitions(String name) {
        return name.equals(topic) ? logs.keySet() : Set.of();
    }

    @Override
    public Map<Integer, Long> committed(String name, String ofTopic) {
        if (!name.equals(group) || !ofTopic.equals(topic)) {
            return Map.of();
        }
        return asked++ == 0 ? committed : committedLater;
    }

    @Override
    public Map<Integer, Log> logs(String name, Set<Integer> partitions) {
        return logs;
    }
}
