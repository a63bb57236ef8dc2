package io.landfall.landing;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.landing.segment.OffsetRanges;
import io.landfall.record.EnrichedRow;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Writes one shard: accounts for each record in the open segment, and seals it when Kafka is about to commit. Used by one
 * stream thread only, so there are no locks.
 */
public final class ShardWriter {
    private final ShardOpening opening;
    private final Settings settings;
    private final MemoryBudget.Account memory;
    private final Deque<SealedSegment> sealed = new ArrayDeque<>();
    private final Deque<OffsetRanges.Range> overtaken = new ArrayDeque<>();
    private Schema schema;
    private @Nullable OpenSegment open;
    /** Where the open segment starts, or the next one will. */
    private long start;
    /** The first offset not yet accounted for. */
    private long next;

    private long committed;
    /** Whether the open segment is as large as it may be. */
    private boolean full;

    /**
     * What all shards of a table share.
     *
     * @param rollAt bytes at which a segment is cut
     * @param policyFingerprint of the table's configuration
     * @param nonces gives a different text each time, across processes
     */
    public record Settings(
            long rollAt,
            Compression compression,
            String policyFingerprint,
            Supplier<String> nonces,
            Clock clock,
            MemoryBudget budget,
            StreamedUploads uploads) {}

    /**
     * Goes on where a shard was left.
     *
     * @param schema the landed schema of rows to come; a segment without rows has it too
     */
    public ShardWriter(ShardOpening opening, Schema schema, Settings settings) {
        this.opening = opening;
        this.schema = schema;
        this.settings = settings;
        this.memory = settings.budget().open();
        this.start = opening.tip();
        this.next = opening.tip();
        this.committed = opening.committed();
    }

    public ShardOpening opening() {
        return opening;
    }

    /** Whether this offset landed before a restart: then the landed segment decides, and nothing lands again. */
    public boolean landedBefore(long offset) {
        return offset < opening.tip();
    }

    /** Appends a row and fills in its {@code batch_id} and {@code landed_at}. */
    public void row(EnrichedRow enriched) {
        long offset = enriched.position().offset();
        if (landedBefore(offset)) {
            return;
        }
        passExpired(offset);
        Schema landed = enriched.row().getSchema();
        if (open != null && !open.takes(landed)) {
            // A segment has one schema: what follows goes into another segment of the same commit.
            seal(open, offset);
        }
        schema = landed;
        OpenSegment segment = at(offset);
        if (segment.row(enriched.row(), enriched.sourceSize(), settings.clock().millis() * 1000)) {
            full = segment.size() >= settings.rollAt();
            memory.update(sealedBytes() + segment.held());
        }
    }

    public void duplicate(long offset) {
        if (!landedBefore(offset)) {
            at(offset).duplicate();
        }
    }

    public void quarantined(long offset) {
        if (!landedBefore(offset)) {
            at(offset).quarantined(offset);
        }
    }

    public void skipped(long offset) {
        if (!landedBefore(offset)) {
            at(offset).skipped();
        }
    }

    /**
     * Retention took the offsets {@code [from, to)} before they were read. Records below them may still come, from
     * buffers: the loss is accounted for when the shard is past it.
     */
    public void expired(long from, long to) {
        overtaken.addLast(new OffsetRanges.Range(Math.max(from, opening.logStart()), to - 1));
    }

    private void passExpired(long offset) {
        while (!overtaken.isEmpty() && overtaken.peekFirst().last() < offset) {
            OffsetRanges.Range range = overtaken.removeFirst();
            long lost = range.last() + 1 - Math.max(range.first(), next);
            if (lost > 0) {
                open().expired(lost);
                next = range.last() + 1;
            }
        }
    }

    /** The open segment, for a record at an offset: they come in ascending order. */
    private OpenSegment at(long offset) {
        passExpired(offset);
        if (offset < next) {
            throw new IllegalStateException(
                    opening.shard() + ": offset " + offset + " came again, after " + (next - 1));
        }
        next = offset + 1;
        return open();
    }

    private OpenSegment open() {
        if (open == null) {
            open = new OpenSegment(
                    opening.shard().segmentAt(start),
                    committed,
                    settings.nonces().get(),
                    schema,
                    settings.compression(),
                    settings.uploads());
        }
        return open;
    }

    /** Whether the open segment should be committed before its time, for its size or to make room. */
    public boolean wantsCommit() {
        return open != null && (full || memory.isShort());
    }

    /** Whether what this thread has in all its shards has used up its share of the memory. */
    boolean hasNoRoom() {
        return memory.isUsedUp();
    }

    /**
     * Seals what is open, up to an offset that is about to be committed, and returns all segments that have to land
     * before that, in order. A range without records becomes a segment too, so that the chain has no gaps.
     */
    List<SealedSegment> sealUpTo(long offset) {
        if (offset < committed) {
            throw new ShardRefusedException(opening.shard() + ": asked to commit " + offset + ", below " + committed
                    + ", which was committed before. Was the topic deleted and made anew?");
        }
        if (offset > start) {
            passExpired(offset);
            if (offset < next) {
                throw new IllegalStateException(
                        opening.shard() + ": asked to commit " + offset + " with records accounted for up to " + next);
            }
            next = offset;
            seal(open(), offset);
        }
        return List.copyOf(sealed);
    }

    private void seal(OpenSegment segment, long end) {
        sealed.addLast(segment.seal(
                end,
                fingerprint(schema),
                settings.policyFingerprint(),
                settings.clock().instant()));
        open = null;
        full = false;
        start = end;
        memory.update(sealedBytes());
    }

    /** A segment that {@link #sealUpTo} returned is durable. */
    void landed(SealedSegment segment) {
        if (sealed.isEmpty()
                || !sealed.peekFirst().footer().nonce().equals(segment.footer().nonce())) {
            throw new IllegalStateException(segment.footer().key() + " landed out of order");
        }
        sealed.removeFirst();
        memory.update(sealedBytes());
    }

    /** Heap that its sealed segments take. */
    long sealedBytes() {
        long bytes = 0;
        for (SealedSegment segment : sealed) {
            bytes += segment.rows().held();
        }
        return bytes;
    }

    /** Kafka committed this offset of the shard's topic-partition. */
    void committed(long offset) {
        committed = offset;
    }

    /** Lets go of what has not landed: whoever opens the shard next reads it again. */
    public void close() {
        if (open != null) {
            open.abandon();
        }
        sealed.forEach(segment -> segment.rows().abandon());
        open = null;
        sealed.clear();
        memory.close();
    }

    private static String fingerprint(Schema schema) {
        try {
            return HexFormat.of().formatHex(SchemaNormalization.parsingFingerprint("SHA-256", schema), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
