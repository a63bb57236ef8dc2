package io.landfall.simulation;

import io.landfall.landing.segment.Shard;
import io.landfall.simulation.ConsumerGroup.Member;
import java.util.Map;

/** What an owner writes to Kafka: changelog and quarantine records, and offsets. */
interface Writes {
    /** The outcome is not known. */
    final class TimedOutException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TimedOutException(String message) {
            super(message);
        }
    }

    /** Starts with a new producer. */
    void begin();

    void changelog(Shard shard, byte[] key, byte[] value);

    void quarantine(Shard shard, long offset);

    /** What was written so far has arrived. */
    void flush();

    /**
     * Commits offsets, and under exactly once all that was written with them.
     *
     * @throws ConsumerGroup.FencedException if somebody else goes on with these partitions
     * @throws TimedOutException if the outcome is unknown
     */
    void commit(Member member, Map<Integer, Long> offsets);

    /** The process is dead. */
    void died();
}
