package io.landfall.bronze.ingest;

import io.landfall.audit.AuditEntry;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.SegmentSource;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A stream's micro-batch. Its checkpoint remembers what was loaded, so the commit need not say.
 *
 * @param frame what Spark hands over
 */
record StreamBatch(BatchId id, TablePlan plan, SegmentSource source, Dataset<Row> frame) implements SegmentBatch {

    @Override
    public List<String> files() {
        return source.files(frame, plan, id.number());
    }

    @Override
    public Dataset<Row> rows(List<String> files) {
        return source.rows(frame, files);
    }

    @Override
    public Optional<String> note(AuditEntry entry) {
        return Optional.empty();
    }

    /** Its checkpoint may be new, or have slept while others came by. */
    @Override
    public boolean mayBegin() {
        return true;
    }

    /** If Delta passed over it, it is one that came again. */
    @Override
    public void verify(long rows) {}
}
