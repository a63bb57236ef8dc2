package io.landfall.bronze.ingest;

import io.landfall.audit.AuditEntry;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.ParquetFiles;
import io.landfall.landing.segment.SegmentKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Segments that are loaded without a stream.
 *
 * @param since the table's version when it was decided what to load
 * @param segments those of a shard in order
 * @param before up to where the batch before it was loaded, by shard
 */
record LoadBatch(
        SparkSession spark, BatchId id, TablePlan plan, long since, List<SegmentKey> segments, Map<String, Long> before)
        implements SegmentBatch {

    /** Up to where each shard is loaded with this batch. */
    Map<String, Long> positions() {
        Map<String, Long> after = new HashMap<>(before);
        segments.forEach(segment -> after.put(segment.shard().prefix(), segment.start()));
        return after;
    }

    @Override
    public List<String> files() {
        return segments.stream().map(plan::path).toList();
    }

    @Override
    public Dataset<Row> rows(List<String> files) {
        return ParquetFiles.rows(spark, files);
    }

    @Override
    public Optional<String> note(AuditEntry entry) {
        return Optional.of(new LoadCommit(
                        id.query(),
                        id.number(),
                        since,
                        positions(),
                        entry,
                        id.audit().application())
                .toJson());
    }

    @Override
    public boolean mayBegin() {
        return id.number() == 1;
    }

    /** Delta is silent when it passes over a write. A batch without rows may leave no commit at all. */
    @Override
    public void verify(long rows) {
        LoadCommits history = LoadCommits.of(spark, plan.name());
        boolean ours = history.last()
                .filter(last -> last.entry().id().equals(id.auditId()))
                .isPresent();
        boolean others = history.last()
                .filter(last -> last.query().equals(id.query()) && last.number() >= id.number())
                .isPresent();
        if (history.restored() || (!ours && (rows > 0 || others))) {
            throw new ConcurrentLoadException(plan.name());
        }
    }
}
