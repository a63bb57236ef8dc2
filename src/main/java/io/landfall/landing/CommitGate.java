package io.landfall.landing;

import static java.util.Comparator.comparingLong;

import io.landfall.landing.segment.Shard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where "Kafka may commit these offsets" waits for "their segments are durable". Kafka Streams calls commit on the thread
 * that processes the records, so what a thread has open belongs to that thread alone; only the uploads run elsewhere.
 */
public final class CommitGate {
    private final SegmentLander lander;
    private final Executor uploads;
    private final ThreadLocal<Shards> shards = ThreadLocal.withInitial(Shards::new);

    /** What the group committed and the broker still holds, as the stream thread's consumer sees it. */
    public interface GroupOffsets {
        /** The group's committed offset; waits for transactions that are still open. */
        OptionalLong committed(TopicPartition partition);

        /** The first offset that the broker still holds. */
        long logStart(TopicPartition partition);

        /** Whoever reads for the group reads on from this offset, if it would read on beyond it. */
        default void seekTo(TopicPartition partition, long offset) {}
    }

    private static final class Shards {
        private final Map<TopicPartition, List<Entry>> open = new HashMap<>();
        private final Map<TopicPartition, List<long[]>> expired = new HashMap<>();
        private @Nullable GroupOffsets offsets;
        private Runnable writes = () -> {};

        private List<Entry> of(TopicPartition partition) {
            return open.getOrDefault(partition, List.of());
        }
    }

    private record Entry(
            ShardWriter writer,
            List<Runnable> beforeCommit,
            List<LongConsumer> afterCommit,
            List<Runnable> commitRequests) {

        private Entry(ShardWriter writer) {
            this(writer, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * Creates a gate.
     *
     * @param uploads runs uploads of different shards side by side
     */
    public CommitGate(SegmentLander lander, Executor uploads) {
        this.lander = lander;
        this.uploads = uploads;
    }

    /** This thread's consumer is the one to ask for offsets. */
    public void attach(GroupOffsets offsets) {
        shards.get().offsets = offsets;
    }

    /**
     * This thread writes to Kafka.
     *
     * @param awaited returns when all that was written is in Kafka, and throws if some of it will not be
     */
    public void attachWrites(Runnable awaited) {
        shards.get().writes = awaited;
    }

    /** The offsets of this thread's group. */
    public GroupOffsets offsets() {
        GroupOffsets offsets = shards.get().offsets;
        if (offsets == null) {
            throw new IllegalStateException(
                    "no gated consumer on this thread: Kafka Streams did not take its clients from the supplier");
        }
        return offsets;
    }

    /**
     * From now on nothing of the shard's partition is committed on this thread before its segments have landed. Takes the place
     * of a writer that this thread had for the shard: Kafka Streams opens all of a task again if opening one of its shards
     * failed, without closing those that were open by then.
     */
    public void register(ShardWriter writer) {
        Shards mine = shards.get();
        Shard shard = writer.opening().shard();
        TopicPartition partition = partition(shard);
        List<Entry> entries = mine.open.computeIfAbsent(partition, p -> new ArrayList<>());
        find(shard).ifPresent(left -> {
            entries.remove(left);
            left.writer.close();
        });
        entries.add(new Entry(writer));
        mine.expired.getOrDefault(partition, List.of()).forEach(range -> writer.expired(range[0], range[1]));
    }

    /** The shard that this thread has open. */
    public ShardWriter writer(Shard shard) {
        return entry(shard).writer;
    }

    /** Runs something, which may write to Kafka, before each commit for a shard that this thread has open, until the shard is closed. */
    public void beforeCommit(Shard shard, Runnable action) {
        entry(shard).beforeCommit.add(action);
    }

    /** Tells each offset that is committed for a shard that this thread has open, until the shard is closed. */
    public void onCommit(Shard shard, LongConsumer committed) {
        entry(shard).afterCommit.add(committed);
    }

    /** How to ask for a commit of a shard that this thread has open, until the shard is closed. */
    public void onRequest(Shard shard, Runnable commit) {
        entry(shard).commitRequests.add(commit);
    }

    /** Asks for a commit of all that this thread has open, to make room: without records to process, nobody else does. */
    public void askForCommit() {
        shards.get().open.values().stream()
                .flatMap(List::stream)
                .forEach(entry -> entry.commitRequests.forEach(Runnable::run));
    }

    private Entry entry(Shard shard) {
        return find(shard).orElseThrow(() -> new IllegalStateException(shard + " is not open on this thread"));
    }

    private Optional<Entry> find(Shard shard) {
        return shards.get().of(partition(shard)).stream()
                .filter(entry -> entry.writer.opening().shard().equals(shard))
                .findFirst();
    }

    private static TopicPartition partition(Shard shard) {
        return new TopicPartition(shard.topic(), shard.partition());
    }

    /** The task is gone from this thread. */
    public void unregister(ShardWriter writer) {
        Shards mine = shards.get();
        TopicPartition partition = partition(writer.opening().shard());
        List<Entry> entries = mine.of(partition);
        entries.removeIf(entry -> entry.writer == writer);
        if (entries.isEmpty()) {
            mine.open.remove(partition);
            mine.expired.remove(partition);
        }
    }

    /** Whether this thread may read on: not while what it has open uses up its share of the memory. */
    public boolean hasCapacity() {
        // All that a thread has shares its memory, so any of them can tell.
        return shards.get().open.values().stream()
                .flatMap(List::stream)
                .findFirst()
                .filter(any -> any.writer.hasNoRoom())
                .isEmpty();
    }

    /** Retention took the offsets {@code [from, to)} of a partition before they were read. */
    public void expired(TopicPartition partition, long from, long to) {
        Shards mine = shards.get();
        mine.expired.computeIfAbsent(partition, p -> new ArrayList<>()).add(new long[] {from, to});
        mine.of(partition).forEach(entry -> entry.writer.expired(from, to));
    }

    /**
     * Lands everything below the offsets that are about to be committed.
     *
     * @throws ShardLostException if another writer owns one of the shards
     * @throws LandingUnavailableException if the landing area did not take a segment in time; what landed stays landed,
     *     and the next commit tries the rest again
     */
    public void beforeCommit(Map<TopicPartition, Long> offsets) {
        Map<ShardWriter, List<SealedSegment>> sealed = new LinkedHashMap<>();
        Shards mine = shards.get();
        offsets.forEach((partition, offset) -> {
            if (mine.of(partition).isEmpty()) {
                throw new IllegalStateException(
                        "asked to commit " + partition + " at " + offset + ", but no shard of it is open");
            }
            mine.of(partition).forEach(entry -> entry.beforeCommit.forEach(Runnable::run));
            mine.of(partition).forEach(entry -> sealed.put(entry.writer, entry.writer.sealUpTo(offset)));
        });
        Instant deadline = lander.deadline();
        Map<ShardWriter, CompletableFuture<List<SealedSegment>>> landings = new LinkedHashMap<>();
        // The largest first: whoever waits for all of them waits for those.
        Comparator<Map.Entry<ShardWriter, List<SealedSegment>>> bySize =
                comparingLong(shard -> shard.getKey().sealedBytes());
        sealed.entrySet().stream()
                .filter(shard -> !shard.getValue().isEmpty())
                .sorted(bySize.reversed())
                .forEach(shard -> landings.put(
                        shard.getKey(),
                        CompletableFuture.supplyAsync(() -> landInOrder(shard.getValue(), deadline), uploads)));
        RuntimeException failure = null;
        for (Map.Entry<ShardWriter, CompletableFuture<List<SealedSegment>>> landing : landings.entrySet()) {
            try {
                landing.getValue().join().forEach(landing.getKey()::landed);
            } catch (CompletionException e) {
                failure = worse(failure, Objects.requireNonNull(e.getCause()));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** All of a shard's segments, or the failure of the first that did not land: the chain has no gaps. */
    private List<SealedSegment> landInOrder(List<SealedSegment> segments, Instant deadline) {
        segments.forEach(segment -> lander.land(segment, deadline));
        return segments;
    }

    private static RuntimeException worse(@Nullable RuntimeException known, Throwable found) {
        if (known instanceof ShardLostException) {
            return known;
        }
        return found instanceof RuntimeException failure ? failure : new IllegalStateException(found);
    }

    /** Returns when all that this thread wrote is in Kafka; a transaction does that by itself. */
    public void awaitWrites() {
        shards.get().writes.run();
    }

    /** Kafka committed these offsets. */
    public void afterCommit(Map<TopicPartition, Long> offsets) {
        Shards mine = shards.get();
        offsets.forEach((partition, offset) -> mine.of(partition).forEach(entry -> {
            entry.writer.committed(offset);
            entry.afterCommit.forEach(listener -> listener.accept(offset));
        }));
    }
}
