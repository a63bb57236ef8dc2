package io.landfall.dedupe;

import io.landfall.config.DedupeConfig;
import io.landfall.config.TableConfig;
import io.landfall.record.EventTime;
import io.landfall.record.Outcome;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Tells records that repeat an earlier one of their partition, within the table's window of event time.
 *
 * <p>What it decides about an offset depends on the records of smaller offsets only, however often the offset is
 * processed again; the package's documentation says why. Records that are compared with no other pass: deletions, and
 * records without a key where keys are compared.
 *
 * <p>One instance per task (a partition of a table), made anew whenever the task's state was restored; used by one
 * thread.
 */
public final class Deduper {
    /** How far a record's event time may take the stream time beyond its Kafka timestamp. */
    private static final long MOST_AHEAD = Duration.ofDays(1).toMillis();

    /** Times are cut to this, so that sums of them cannot overflow. */
    private static final long FAR = 1L << 60;

    private final long within;
    private final EventTime eventTime;
    private final Identity identity;
    private final AcceptedPositions store;
    private final StreamTime streamTime;
    private long committed;

    /**
     * @param table one that has {@link TableConfig#dedupe()}
     * @param key the secret key of the digests
     * @param store the task's, restored
     * @param committed the group's committed offset, or where consumption begins; a smaller one is never wrong, only
     *     keeps more
     */
    public Deduper(TableConfig table, byte[] key, AcceptedPositions store, long committed) {
        DedupeConfig config = table.dedupe()
                .orElseThrow(() -> new IllegalArgumentException("table " + table.name() + " has no dedupe section"));
        this.within = within(config);
        this.eventTime = new EventTime(table.name(), table.source().eventTime());
        this.identity = new Identity(table.name(), config.by(), key);
        this.store = store;
        this.streamTime = new StreamTime(store);
        forgetBefore(committed);
    }

    /** The window, milliseconds. */
    public static long within(DedupeConfig config) {
        return Math.min(millis(config.within()), FAR);
    }

    /**
     * Whether this schema has the fields that the configuration names, those of dedupe if the table has it.
     *
     * @throws io.landfall.record.SchemaMismatchException if not; the first record of such a schema would throw it
     */
    public static void check(TableConfig table, Schema schema) {
        table.dedupe().ifPresent(config -> new Identity(table.name(), config.by(), new byte[1]).check(schema));
        new EventTime(table.name(), table.source().eventTime()).check(schema);
    }

    /** {@link Outcome.Passed} with the same record, or {@link Outcome.Duplicate}. */
    public Outcome<RawRecord> dedupe(RawRecord record) {
        long offset = record.position().offset();
        long time = cut(eventTime.of(record));
        long bounded = Math.min(time, cut(record.position().timestamp()) + MOST_AHEAD);
        long now = streamTime.before(offset);
        streamTime.advance(offset, bounded, committed);
        if (record.status() == RecordStatus.DELETED) {
            return new Outcome.Passed<>(record);
        }
        Optional<byte[]> digest = identity.of(record);
        if (digest.isEmpty() || accepts(digest.get(), new Accepted(offset, time, Math.max(bounded, now)), now)) {
            return new Outcome.Passed<>(record);
        }
        return new Outcome.Duplicate<>(record.position());
    }

    /** What was decided is about to be committed. */
    public void beforeCommit() {
        store.flush();
    }

    /** All offsets below this one are committed: nothing below it will be processed again. */
    public void committed(long offset) {
        store.committed();
        forgetBefore(offset);
    }

    private void forgetBefore(long offset) {
        committed = Math.max(committed, offset);
        store.forget(streamTime.before(committed) - within);
    }

    private boolean accepts(byte[] digest, Accepted candidate, long now) {
        boolean repeated = false;
        for (Accepted entry : store.of(digest)) {
            if (entry.offset() == candidate.offset()) {
                return true; // processed before
            }
            boolean expired = entry.seenAt() + within < now;
            repeated |= !expired && entry.isRepeatedBy(candidate.offset(), candidate.time(), within);
        }
        if (!repeated) {
            store.add(digest, candidate);
        }
        return !repeated;
    }

    private static long cut(long time) {
        return Math.max(-FAR, Math.min(FAR, time));
    }

    private static long millis(Duration duration) {
        try {
            return duration.toMillis();
        } catch (ArithmeticException e) {
            return FAR;
        }
    }
}
