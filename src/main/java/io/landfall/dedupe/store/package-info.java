/**
 * Keeps the records that dedupe accepted, as a state store of Kafka Streams with files of its own: an LSM tree, tiered, with a
 * fan-out of four. The only package of dedupe that sees Kafka Streams.
 *
 * <h2>How it is kept</h2>
 *
 * {@link io.landfall.dedupe.store.AcceptedStore} has the newest records in a mem table. A full mem table is flushed to a sorted run behind
 * a Bloom filter, and runs are compacted as they grow in number. Nothing is changed in place: an entry is a fact about an offset, and
 * to have it twice says no more than to have it once. So blocks may come again from the changelog in any number, runs may be
 * compacted at any time, and neither decides anything.
 *
 * <p>The run directory of a store has a manifest that says which runs belong together, and up to which offset of the changelog they
 * have everything. It is written only when all that is here is committed, and replaced in one step. Whatever came later is read from
 * the changelog. So the run directory never knows a record that the changelog does not.
 */
@NullMarked
package io.landfall.dedupe.store;

import org.jspecify.annotations.NullMarked;
