package io.landfall.landing;

import io.landfall.landing.CommitGate.GroupOffsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer that commits no offset before its segments have landed, and notices when retention overtook it. */
final class GatedConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(GatedConsumer.class);

    private final CommitGate gate;
    private final GroupOffsets offsets = new Offsets();
    private final Map<TopicPartition, Long> overtaken = new HashMap<>();
    /** Not read for the length of one poll. */
    private final Set<TopicPartition> resting = new HashSet<>();

    GatedConsumer(Map<String, Object> config, CommitGate gate) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.gate = gate;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        gate.attach(offsets);
        try {
            return gate.hasCapacity() ? super.poll(timeout) : pollNothing(timeout);
        } catch (LogTruncationException e) {
            throw refused(e.offsetOutOfRangePartitions());
        } catch (OffsetOutOfRangeException e) {
            outOfRange(e.offsetOutOfRangePartitions());
            throw e;
        }
    }

    /**
     * Takes part in the group only. A commit makes room before the next poll, but Kafka Streams does not commit while the group
     * rebalances, and reads on when a commit failed.
     */
    private ConsumerRecords<byte[], byte[]> pollNothing(Duration timeout) {
        gate.askForCommit();
        resting.addAll(assignment());
        resting.removeAll(paused());
        super.pause(resting);
        try {
            return super.poll(timeout);
        } finally {
            resting.retainAll(assignment());
            resume(resting);
            resting.clear();
        }
    }

    /** Whoever pauses a partition says when it goes on: Kafka Streams does so within a poll, too, for tasks that are opened again. */
    @Override
    public void pause(Collection<TopicPartition> partitions) {
        resting.removeAll(partitions);
        super.pause(partitions);
    }

    private void outOfRange(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> starts = beginningOffsets(positions.keySet());
        if (positions.entrySet().stream()
                .anyMatch(position -> Objects.requireNonNull(starts.get(position.getKey())) <= position.getValue())) {
            throw refused(positions);
        }
        overtaken.putAll(positions);
    }

    /**
     * How Kafka Streams goes on where retention was faster, and where the group has no offset. What it passes over is lost
     * upstream, which is said. The log's start moves, so this asks where reading really goes on.
     */
    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        super.seekToBeginning(partitions);
        for (TopicPartition partition : partitions) {
            Long from = overtaken.remove(partition);
            gate.expired(partition, from == null ? 0 : from, position(partition));
        }
    }

    private static ShardRefusedException refused(Map<TopicPartition, Long> positions) {
        return new ShardRefusedException("the topic does not go as far as it was read (" + positions
                + "): it was truncated, or deleted and made anew. Its offsets do not mean what the landed segments say"
                + " any more; land it as another generation of the table.");
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> committing) {
        Map<TopicPartition, Long> offsets = GatedProducer.plain(committing);
        try {
            gate.beforeCommit(offsets);
            gate.awaitWrites();
        } catch (ShardLostException | TaskMigratedException | TaskCorruptedException | WritesFailedException e) {
            // How Kafka Streams learns that a task moved: it closes what this thread has and joins the group again.
            throw new CommitFailedException(e.getMessage());
        } catch (LandingUnavailableException e) {
            throw new TimeoutException(e.getMessage(), e);
        }
        super.commitSync(committing);
        gate.afterCommit(offsets);
    }

    @Override
    public void commitSync() {
        throw ungated();
    }

    @Override
    public void commitSync(Duration timeout) {
        throw ungated();
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> committing, Duration timeout) {
        throw ungated();
    }

    @Override
    public void commitAsync() {
        throw ungated();
    }

    @Override
    public void commitAsync(OffsetCommitCallback callback) {
        throw ungated();
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> committing, OffsetCommitCallback callback) {
        throw ungated();
    }

    private static UnsupportedOperationException ungated() {
        return new UnsupportedOperationException("this way to commit does not pass the gate");
    }

    private final class Offsets implements GroupOffsets {
        @Override
        public OptionalLong committed(TopicPartition partition) {
            OffsetAndMetadata committed =
                    GatedConsumer.this.committed(Set.of(partition)).get(partition);
            return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset());
        }

        @Override
        public long logStart(TopicPartition partition) {
            return Objects.requireNonNull(beginningOffsets(Set.of(partition)).get(partition));
        }

        /**
         * Kafka Streams reads a task's records again after a commit that failed, but forgets to go back for them if the group
         * rebalances before the task is initialised: TaskManager's handleTasksPendingInitialization closes the revived task, and
         * with it the note that its consumer has to be set back. Since Kafka Streams asks for that rebalance itself, this is not
         * rare.
         */
        @Override
        public void seekTo(TopicPartition partition, long offset) {
            long position;
            try {
                position = position(partition);
            } catch (NoOffsetForPartitionException e) {
                return; // nothing was read yet, and nothing is committed: reading begins at the log's start
            }
            if (position > offset) {
                LOG.warn("{} would be read on at {}, beyond {}: set back", partition, position, offset);
                // Also where retention was faster: reading there is what tells.
                seek(partition, offset);
            }
        }
    }
}
