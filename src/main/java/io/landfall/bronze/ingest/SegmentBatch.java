package io.landfall.bronze.ingest;

import io.landfall.audit.AuditEntry;
import io.landfall.bronze.segment.SegmentSource;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Segments that are taken into a table together. */
interface SegmentBatch {
    BatchId id();

    /** The paths of the segments, as far as they are known without reading them, also of missing ones. */
    List<String> files();

    /** The rows of the segments, with the column {@link SegmentSource#FILE}; no column at all if there are none. */
    Dataset<Row> rows(List<String> files);

    /**
     * What the commit of the rows says about itself. Without that, a batch without rows needs no commit.
     *
     * @param entry what the audit log will say of the batch
     */
    Optional<String> note(AuditEntry entry);

    /** Whether the table may have met somebody else before this batch. */
    boolean mayBegin();

    /**
     * Makes sure that the commit of the rows counted, before anybody is told.
     *
     * @throws ConcurrentLoadException if it did not
     */
    void verify(long rows);
}
