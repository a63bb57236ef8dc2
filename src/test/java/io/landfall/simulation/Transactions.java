package io.landfall.simulation;

import io.landfall.simulation.ConsumerGroup.FencedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The transaction coordinator: what a transaction holds is visible when it committed, and never if it did not. */
final class Transactions {
    private final Timeline timeline;
    private final ConsumerGroup group;
    private final long longest;
    private final Consumer<String> onAbort;
    private final Map<String, Producer> producers = new TreeMap<>();

    /** One transactional id, whoever uses it. */
    private static final class Producer {
        private int epoch;
        private Transaction open;
        private Transaction ending;
    }

    /** What commits together. */
    private static final class Transaction {
        private final long begun;
        private final List<Runnable> writes = new ArrayList<>();
        private final Map<Integer, Long> offsets = new TreeMap<>();

        private Transaction(long begun) {
            this.begun = begun;
        }
    }

    Transactions(Timeline timeline, ConsumerGroup group, Scenario scenario, Consumer<String> onAbort) {
        this.timeline = timeline;
        this.group = group;
        this.longest = scenario.longestTransaction();
        this.onAbort = onAbort;
    }

    /** Fences whoever used this id before, aborts what it left, and returns the new epoch. */
    int begin(String id) {
        Producer producer = producers.computeIfAbsent(id, any -> new Producer());
        abortOpen(id, producer);
        return ++producer.epoch;
    }

    /** Writes something that counts when the transaction commits. */
    void write(String id, int epoch, Runnable write) {
        transaction(id, epoch).writes.add(write);
    }

    /** Adds offsets; from now on nobody reads these partitions' offsets before the transaction has ended. */
    void add(String id, int epoch, Map<Integer, Long> offsets) {
        transaction(id, epoch).offsets.putAll(offsets);
    }

    private Transaction transaction(String id, int epoch) {
        Producer producer = checked(id, epoch);
        if (producer.open == null) {
            producer.open = new Transaction(timeline.now());
        }
        return producer.open;
    }

    private Producer checked(String id, int epoch) {
        Producer producer = producers.get(id);
        if (producer.epoch != epoch) {
            throw new FencedException(id + " goes on in epoch " + producer.epoch + ", this is " + epoch);
        }
        return producer;
    }

    /** Whether the last commit of this id is decided, but not yet carried out. */
    boolean isEnding(String id) {
        Producer producer = producers.get(id);
        return producer != null && producer.ending != null;
    }

    /**
     * Decides for the transaction, which is carried out a little later.
     *
     * @param delay until all of it is visible
     */
    void commit(String id, int epoch, long delay) {
        Producer producer = checked(id, epoch);
        Transaction decided = producer.open;
        if (decided == null) {
            return;
        }
        producer.ending = decided;
        producer.open = null;
        Runnable end = () -> {
            decided.writes.forEach(Runnable::run);
            group.commit(decided.offsets);
            producer.ending = null;
        };
        if (delay == 0) {
            end.run();
        } else {
            timeline.after(delay, end);
        }
    }

    /** The request to commit arrives late, unless something else ended the transaction before. */
    void commitLater(String id, int epoch, long delay) {
        Producer producer = checked(id, epoch);
        Transaction asked = producer.open;
        timeline.after(delay, () -> {
            if (asked != null && asked == producer.open && producer.epoch == epoch) {
                commit(id, epoch, 0);
            }
        });
    }

    private void abortOpen(String id, Producer producer) {
        if (producer.open != null) {
            onAbort.accept(id);
            producer.open = null;
        }
    }

    /** Aborts transactions that have been open for too long; their producers are fenced. */
    void expire() {
        producers.forEach((id, producer) -> {
            if (producer.open != null && producer.open.begun + longest < timeline.now()) {
                abortOpen(id, producer);
                producer.epoch++;
            }
        });
    }

    /** Whether a transaction that has not ended holds an offset of this partition. */
    boolean isPending(int partition) {
        return producers.values().stream()
                .anyMatch(producer -> holds(producer.open, partition) || holds(producer.ending, partition));
    }

    private static boolean holds(Transaction transaction, int partition) {
        return transaction != null && transaction.offsets.containsKey(partition);
    }

    boolean isAnyPending() {
        return producers.values().stream().anyMatch(producer -> producer.open != null || producer.ending != null);
    }
}
