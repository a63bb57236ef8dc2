package io.landfall.simulation;

import io.landfall.dedupe.AcceptedPositions;
import io.landfall.landing.CommitGate;
import io.landfall.landing.ShardOpening;
import io.landfall.landing.store.ObjectStore;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.TopicPartition;

/** How the production classes are put together. What overrides one of these is a mutant, made to be caught. */
interface Wiring {
    /** As it should be. */
    Wiring FAITHFUL = new Wiring() {};

    /** The object store that one owner reaches. */
    default ObjectStore store(LandingArea area) {
        return area;
    }

    /** A commit to Kafka, through the gate. */
    default void commit(CommitGate gate, Map<TopicPartition, Long> offsets, Runnable kafka) {
        gate.beforeCommit(offsets);
        gate.awaitWrites();
        kafka.run();
        gate.afterCommit(offsets);
    }

    /**
     * Where a shard goes on.
     *
     * @param firstFrom tells the offset of the first record that is not below an offset
     */
    default ShardOpening opening(ShardOpening opening, LongUnaryOperator firstFrom) {
        return opening;
    }

    /** Whether a task that is opened where it would skip records goes back for them. */
    default boolean readsOnFromWhereItShould() {
        return true;
    }

    /** The store of a task's dedupe. */
    default AcceptedPositions positions(AcceptedPositions store) {
        return store;
    }

    /** Whether the ledger hears of what was quarantined. */
    default boolean accountsForQuarantined() {
        return true;
    }
}
