package io.landfall.reconcile;

import java.util.Map;
import java.util.Set;

/** What Kafka says about a topic and a group that reads it. */
public interface SourceOffsets {
    /** The topic's partitions; none if there is no such topic. */
    Set<Integer> partitions(String topic);

    /** The group's committed offsets, by partition; waits for transactions that are pending. */
    Map<Integer, Long> committed(String group, String topic);

    /** What the topic has, by partition. */
    Map<Integer, Log> logs(String topic, Set<Integer> partitions);

    /**
     * A partition's offsets.
     *
     * @param start the first that retention left
     * @param end the next that a producer gets
     */
    record Log(long start, long end) {}
}
