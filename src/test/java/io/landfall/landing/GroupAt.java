package io.landfall.landing;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** A group whose offset does not move. */
record GroupAt(OptionalLong committed, long logStart) implements CommitGate.GroupOffsets {

    static GroupAt of(long committed) {
        return new GroupAt(OptionalLong.of(committed), 0);
    }

    @Override
    public OptionalLong committed(TopicPartition partition) {
        return committed;
    }

    @Override
    public long logStart(TopicPartition partition) {
        return logStart;
    }
}
