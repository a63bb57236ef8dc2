package io.landfall.reconcile;

import java.util.function.Consumer;

/** A place where bronze tables are. */
@FunctionalInterface
public interface BronzeSource {
    /**
     * Hands over what a table has of each batch, in any order, each batch once; nothing where there is no table yet.
     *
     * @throws ReconcileException if that cannot be told
     */
    void read(String table, Consumer<Batch> batches);

    /**
     * The rows that have one {@code batch_id}.
     *
     * @param id empty text for rows that have none
     * @param distinct how many different source offsets they have
     * @param first the smallest of these offsets
     * @param last the largest
     */
    record Batch(String id, long rows, long distinct, long first, long last) {}
}
