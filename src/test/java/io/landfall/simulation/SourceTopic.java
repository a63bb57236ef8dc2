package io.landfall.simulation;

import io.landfall.record.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The topic: partitions whose offsets have gaps, and whose beginning moves. */
final class SourceTopic {
    static final String NAME = "t";
    private static final long EPOCH = 1_700_000_000_000L;

    private final Chance chance;
    private final Timeline timeline;
    private final Scenario scenario;
    private final List<Partition> partitions = new ArrayList<>();
    private final int contents;
    private int newestSchema = 1;

    /** One partition's log. */
    static final class Partition {
        /** All there ever was, whatever retention and compaction took. */
        private final List<Message> messages = new ArrayList<>();

        private final Set<Long> compacted = new HashSet<>();
        private long start;
        private long end;

        List<Message> messages() {
            return messages;
        }

        boolean isCompacted(long offset) {
            return compacted.contains(offset);
        }

        /** The first offset that the broker still holds. */
        long start() {
            return start;
        }

        /** The offset after the last one, which may be a transaction's marker. */
        long end() {
            return end;
        }

        /** Messages of these offsets that can still be read. */
        List<Message> readable(long from, int most) {
            return messages.stream()
                    .filter(message -> message.offset() >= Math.max(from, start) && !isCompacted(message.offset()))
                    .limit(most)
                    .toList();
        }
    }

    SourceTopic(Chance chance, Timeline timeline, Scenario scenario) {
        this.chance = chance;
        this.timeline = timeline;
        this.scenario = scenario;
        this.contents = scenario.large() ? 1_000 : chance.between(3, 30);
        for (int i = 0; i < scenario.partitions(); i++) {
            Partition partition = new Partition();
            partition.start = chance.of(0.5) ? 0 : chance.between(1, 20);
            partition.end = partition.start;
            partitions.add(partition);
        }
    }

    Partition partition(int number) {
        return partitions.get(number);
    }

    int newestSchema() {
        return newestSchema;
    }

    /** The offset of the first message from an offset on; that offset itself where there is none. */
    long firstFrom(int number, long offset) {
        List<Message> messages = partitions.get(number).readable(offset, 1);
        return messages.isEmpty() ? offset : messages.get(0).offset();
    }

    /** Somebody writes to a partition. */
    void produce(int number, int count) {
        Partition partition = partitions.get(number);
        for (int i = 0; i < count; i++) {
            gap(partition);
            if (scenario.troubles().evolution() && chance.of(0.05)) {
                newestSchema = 2;
            }
            long now = EPOCH + timeline.now();
            partition.messages.add(new Message(
                    new Position(NAME, number, partition.end, now),
                    chance.of(0.1) ? now - chance.spread(1, 200_000) : now,
                    chance.below(contents),
                    chance.of(0.05),
                    chance.of(0.8) ? newestSchema : 1));
            partition.end++;
        }
        gap(partition);
    }

    private void gap(Partition partition) {
        if (scenario.troubles().gaps() && chance.of(0.15)) {
            partition.end += chance.of(0.1) ? chance.between(4_000, 9_000) : chance.between(1, 4);
        }
    }

    /** Retention takes the oldest, read or not. */
    long retain(int number) {
        Partition partition = partitions.get(number);
        partition.start = Math.max(
                partition.start,
                chance.of(0.1)
                        ? partition.end
                        : partition.messages.isEmpty()
                                ? 0
                                : partition
                                        .messages
                                        .get(chance.below(partition.messages.size()))
                                        .offset());
        return partition.start;
    }

    /** Compaction takes some. */
    void compact(int number) {
        Partition partition = partitions.get(number);
        partition.messages.stream()
                .filter(message -> chance.of(0.3))
                .forEach(message -> partition.compacted.add(message.offset()));
    }
}
