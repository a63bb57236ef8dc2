package io.landfall.simulation;

import io.landfall.landing.CommitGate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** A partition that an owner processes: its buffer, where it reads on, and a lane per table. */
final class Task {
    private final World world;
    private final int partition;
    private final CommitGate gate;
    private final int capacity;
    private final List<Lane> lanes = new ArrayList<>();
    private final Deque<Message> buffer = new ArrayDeque<>();
    private long position;
    private boolean processed;
    private long committed = -1;

    Task(World world, int partition, CommitGate gate) {
        this.world = world;
        this.partition = partition;
        this.gate = gate;
        this.capacity = world.scenario().large() ? 300 : 12;
    }

    void add(Lane lane) {
        lanes.add(lane);
    }

    List<Lane> lanes() {
        return lanes;
    }

    TopicPartition topicPartition() {
        return new TopicPartition(SourceTopic.NAME, partition);
    }

    int partition() {
        return partition;
    }

    /** Goes on where the group is. */
    void seek(long offset) {
        position = offset;
        committed = offset;
    }

    /** Goes on where its consumer is, which an earlier task left there. */
    void goOnAt(long offset) {
        position = offset;
    }

    long position() {
        return position;
    }

    /** Goes on at the log's start, and says what was lost from an offset on. */
    void seekToBeginning(long from) {
        Rpc.travel(world);
        position = world.topic().partition(partition).start();
        gate.expired(topicPartition(), from, position);
    }

    /** Reads ahead; where retention was faster, goes on at the log's start as Kafka Streams does. */
    void fetch() {
        SourceTopic.Partition log = world.topic().partition(partition);
        if (position < log.start()) {
            seekToBeginning(position);
        }
        if (buffer.size() < capacity && position < log.end()) {
            int most = world.chance().between(1, capacity);
            List<Message> messages = log.readable(position, most);
            buffer.addAll(messages);
            boolean all = messages.size() < most && world.chance().of(0.7);
            position = all
                    ? log.end()
                    : messages.isEmpty()
                            ? position
                            : messages.get(messages.size() - 1).offset() + 1;
        }
    }

    /** Processes some of what is buffered. */
    void process(int most) {
        for (int i = 0; i < most && !buffer.isEmpty(); i++) {
            Message message = buffer.remove();
            lanes.forEach(lane -> lane.process(message));
            processed = true;
        }
    }

    /** Whether Kafka Streams would commit: it processed something, and got further. */
    boolean needsCommit() {
        return processed && committable() > committed;
    }

    /** Where the next record is, or where reading goes on. */
    long committable() {
        return buffer.isEmpty() ? position : buffer.element().offset();
    }

    void committed(long offset) {
        committed = offset;
    }

    /** Does not close what is open: Kafka Streams opens all of a task again on the same thread when opening it timed out. */
    void leave() {
        lanes.clear();
    }

    void close() {
        lanes.forEach(Lane::close);
    }
}
