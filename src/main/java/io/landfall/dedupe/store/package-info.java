/**
 * Keeps the records that dedupe accepted, as a state store of Kafka Streams with files of its own: an LSM tree, tiered, with a
 * fan-out of four. The only room of dedupe that sees Kafka Streams.
 *
 * <h2>How it is kept</h2>
 *
 * {@link io.landfall.dedupe.store.AcceptedStore} has the newest records in a hash table and the others in sorted runs, which are merged as
 * they grow in number, each behind a Bloom filter. Nothing is changed in place: an entry is a fact about an offset, and to have it
 * twice says no more than to have it once. So blocks may come again from the changelog in any number, runs may be merged at any time,
 * and neither decides anything.
 *
 * <p>The folder of a store has a snapshot that says which files belong together, and up to which offset of the changelog they have
 * everything. It is taken only when all that is here is committed, and replaced in one step. Whatever came later is read from the
 * changelog. So the folder never knows a record that the changelog does not.
 */
package io.landfall.dedupe.store;
