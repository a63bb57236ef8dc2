package io.landfall.landing;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.OffsetRanges;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.record.MetadataColumns;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** The segment a shard is writing: its rows and its ledger. */
final class OpenSegment {
    private static final int ROWS_BETWEEN_MEASUREMENTS = 256;

    private final SegmentKey key;
    private final String batchId;
    private final long committed;
    private final String nonce;
    private final SegmentContent content;
    private final OffsetRanges.Builder quarantinedOffsets = new OffsetRanges.Builder();
    private Schema schema;
    private int batchIdColumn;
    private int landedAtColumn;
    private long rows;
    private long duplicates;
    private long quarantined;
    private long skipped;
    private long expired;

    OpenSegment(
            SegmentKey key,
            long committed,
            String nonce,
            Schema schema,
            Compression compression,
            StreamedUploads uploads) {
        this.key = key;
        this.batchId = key.batchId();
        this.committed = committed;
        this.nonce = nonce;
        this.content = new SegmentContent(
                schema,
                compression,
                uploads.sizes(),
                () -> uploads.begin(key.path(), SegmentFooter.metadataAtBeginning(key, nonce)));
        use(schema);
    }

    /** Whether rows of this schema fit in; an equal one that is another object does. */
    @SuppressWarnings("ReferenceEquality") // asked per row: identity settles nearly all of them
    boolean takes(Schema other) {
        if (other != schema && other.equals(schema)) {
            use(other);
        }
        return other == schema;
    }

    private void use(Schema landed) {
        schema = landed;
        batchIdColumn = landed.getField(MetadataColumns.BATCH_ID).pos();
        landedAtColumn = landed.getField(MetadataColumns.LANDED_AT).pos();
    }

    /**
     * Adds a row; true when it is time to look at {@link #size()} and {@link #held()} again.
     *
     * @param bytes of the row, about
     */
    boolean row(GenericRecord row, int bytes, long landedAtMicros) {
        row.put(batchIdColumn, batchId);
        row.put(landedAtColumn, landedAtMicros);
        content.add(row, bytes);
        rows++;
        // Powers of two at first: a segment may be cut at a few rows.
        if (rows % ROWS_BETWEEN_MEASUREMENTS == 0
                || (rows < ROWS_BETWEEN_MEASUREMENTS && (rows & (rows - 1)) == 0)
                || content.grew()) {
            content.stream();
            return true;
        }
        return false;
    }

    void duplicate() {
        duplicates++;
    }

    void quarantined(long offset) {
        quarantined++;
        quarantinedOffsets.add(offset);
    }

    void skipped() {
        skipped++;
    }

    void expired(long offsets) {
        expired += offsets;
    }

    /** Bytes of its rows, roughly. */
    long size() {
        return content.size();
    }

    /** Heap that its rows take, roughly. */
    long held() {
        return content.held();
    }

    /** Its rows will not land. */
    void abandon() {
        content.abandon();
    }

    SealedSegment seal(long end, String schemaFingerprint, String policyFingerprint, Instant landedAt) {
        Ledger ledger =
                new Ledger(rows + duplicates + quarantined + skipped, rows, duplicates, quarantined, skipped, expired);
        SegmentFooter footer = new SegmentFooter(
                key,
                end,
                committed,
                ledger,
                quarantinedOffsets.build(),
                nonce,
                schemaFingerprint,
                policyFingerprint,
                landedAt);
        return new SealedSegment(footer, content);
    }
}
