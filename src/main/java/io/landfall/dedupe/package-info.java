/**
 * Tells records that repeat an earlier one, by key, by fields or by content, within a window of event time. Sees
 * {@code config} and {@code record}; how accepted records are kept is up to {@code dedupe.store}. Records are compared within
 * their partition: those that repeat each other must be keyed so that they meet.
 *
 * <h2>Why an offset is decided alike each time</h2>
 *
 * A record at offset {@code o} with event time {@code t} repeats an accepted record {@code e} if {@code e.offset < o},
 * {@code |t - e.time| <= within}, and {@code e} has not expired for {@code o}: {@code e.seenAt + within >= S(o)}.
 * {@code S(o)}, the stream time before {@code o}, is a staircase made by records of smaller offsets
 * ({@link io.landfall.dedupe.StreamTime}); {@code e.seenAt} is a function of {@code e} and {@code S(e.offset)}. So a
 * decision is a function of the records below {@code o}, by induction over offsets, as long as the store still holds
 * what the rule asks for. After a restart at the committed offset {@code C}, records from {@code C} on come again:
 *
 * <ul>
 *   <li><b>Exactly once</b>: the store is as it was at {@code C}, and nothing was forgotten but below the next point. Where Kafka
 *       Streams commits a transaction without the offsets of a task that it takes back, it is as under at least once.
 *   <li><b>At least once</b>: the store has all blocks that were written before {@code C} was committed, for the commit waits
 *       for them, and perhaps some later ones. So a digest has what it had at {@code C} and perhaps later entries, which the
 *       rule ignores ({@code e.offset < o}) until their own record comes again, which finds itself and is accepted. The
 *       steps of {@code S} are one value under one key, hence of one offset {@code h >= C}: all steps below {@code h} are
 *       there and are looked up, and whether a record from {@code h} on makes a step depends on the newest step and that
 *       record only. No maximum is held in memory, so there is none to restore.
 *   <li><b>Forgetting</b>: an entry is removed only when it has expired for {@code C'}, a committed offset; {@code S}
 *       never falls, so it has expired for every {@code o >= C'}, and a restart never goes below {@code C'}. Steps are
 *       dropped only if a later one is still below {@code C'}. When something is forgotten therefore decides nothing.
 * </ul>
 *
 * {@code S} lags: a step is made at most every 4,096 offsets. That keeps entries longer than needed, never shorter. An
 * event time far in the future counts for {@code S} and {@code seenAt} as the record's Kafka timestamp plus a day at
 * most, so it neither expires the others nor stays for ever; a late record counts from the stream time that it came in,
 * so that its repetitions are found too. (Brokers bound Kafka timestamps: {@code message.timestamp.after.max.ms}.)
 *
 * <p>Deletions always pass: dropping one would lose it. A record that equals one from before a deletion, within the
 * window, is still a duplicate.
 */
@NullMarked
package io.landfall.dedupe;

import org.jspecify.annotations.NullMarked;
