package io.landfall.bronze.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.audit.AuditLog;
import io.landfall.bronze.audit.JobIdentity;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.Footers;
import io.landfall.bronze.segment.SegmentSource;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.bronze.table.BronzeTable;
import io.landfall.bronze.table.ColumnDocs;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.bronze.table.DeltaTransaction;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.record.MetadataColumns;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a batch into its table and the audit log. The same batch may come again, after a crash between a write and the
 * checkpoint: both writes are transactions that Delta skips the second time. Under a new checkpoint they are other
 * transactions, so then segments that the table has are left out, as where a batch has no checkpoint at all.
 */
final class BatchWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final TablePlan plan;
    private final BronzeTable table;
    private final LoadedSegments loaded;
    private final BatchMetrics metrics;
    private final Footers footers;
    private final AuditLog audit;
    private final JobIdentity identity;
    private final String parent;
    private final Clock clock;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * @param job the id of the audit entry that those of the batches belong to
     */
    BatchWriter(
            TablePlan plan,
            LoadedSegments loaded,
            DeltaTables tables,
            BatchMetrics metrics,
            Footers footers,
            AuditLog audit,
            JobIdentity identity,
            String job,
            Clock clock) {
        this.plan = plan;
        this.table = new BronzeTable(plan, tables);
        this.loaded = loaded;
        this.metrics = metrics;
        this.footers = footers;
        this.audit = audit;
        this.identity = identity;
        this.parent = job;
        this.clock = clock;
    }

    /** How many rows it has ingested. */
    long rows() {
        return rows.get();
    }

    /** Whether the audit log knows of a batch's failure since this was last asked. */
    boolean toldFailure() {
        return told.getAndSet(false);
    }

    /** Ingests a batch; one without segments is none. */
    void write(SparkSession spark, SegmentBatch batch) {
        BatchId id = batch.id();
        Instant started = now();
        Map<String, String> details =
                new TreeMap<>(Map.of("query_id", id.query(), "batch_id", Long.toString(id.number())));
        try {
            ingest(spark, batch, details, started);
        } catch (Exception failure) {
            recordFailure(spark, id, details, started, failure);
            throw failure;
        }
    }

    private void ingest(SparkSession spark, SegmentBatch given, Map<String, String> details, Instant started) {
        BatchId id = given.id();
        // Described before they are read, so that a batch that cannot be read says what it could not read.
        List<String> files = given.files();
        BatchContents named = describe(BatchContents.of(files), details);
        Dataset<Row> read = given.rows(files);
        BatchContents batch = describe(named.counted(read), details);
        if (batch.segments().isEmpty()) {
            return;
        }
        table.accept(spark, read.drop(SegmentSource.FILE).schema(), () -> docs(batch));
        List<SegmentStats> before = loaded.among(spark, id.query(), given.mayBegin(), batch);
        BatchContents survey = batch.without(before);
        details.put("files_already_loaded", Integer.toString(before.size()));
        details.put("rows", Long.toString(survey.rows()));
        details.put("source_ranges", survey.ranges());
        BatchFreshness freshness = survey.freshness(loaded.loadTime(started));
        freshness.describe(details);
        AuditOutcome outcome = new AuditOutcome.Success(survey.rows());
        Optional<String> note = given.note(entry(id.auditId(), id.run(), details, started, now(), outcome));
        if (survey.rows() > 0 || note.isPresent()) {
            table.append(stamped(without(before, read), freshness.loaded()), id.rows(), note);
            given.verify(survey.rows());
        }
        audit.append(spark, entry(id.auditId(), id.run(), details, started, now(), outcome), id.audit());
        if (survey.rows() > 0) {
            rows.addAndGet(survey.rows());
            metrics.loaded(survey.rows(), freshness);
        }
        LOG.info(
                "{} batch {}: {} segments, {} of them loaded before, {} rows, {} ms; oldest row: {} ms since its Kafka"
                        + " timestamp, {} ms since it landed",
                plan.table(),
                id.number(),
                batch.segments().size(),
                before.size(),
                survey.rows(),
                Duration.between(started, now()).toMillis(),
                freshness.sourceMillis().orElse(-1),
                freshness.landedMillis().orElse(-1));
    }

    /** Those of the newest segment. They are worth no failure. */
    private ColumnDocs docs(BatchContents batch) {
        SegmentStats newest = batch.newest();
        try {
            SegmentKey segment = SegmentKey.parse(newest.path())
                    .orElseThrow(() -> new IllegalArgumentException("this is not the path of a segment"));
            return footers.schema(plan.path(segment)).map(ColumnDocs::of).orElse(ColumnDocs.NONE);
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("{}: no comments from {}: {}", plan.table(), newest.name(), SparkFailures.message(e));
            return ColumnDocs.NONE;
        }
    }

    private static Dataset<Row> without(List<SegmentStats> segments, Dataset<Row> rows) {
        Object[] files = segments.stream().map(SegmentStats::path).toArray();
        return rows.where(not(col(SegmentSource.FILE).isin(files))).drop(SegmentSource.FILE);
    }

    private static BatchContents describe(BatchContents survey, Map<String, String> details) {
        details.put("files", Integer.toString(survey.segments().size()));
        details.put("file_names", survey.names());
        return survey;
    }

    private static Dataset<Row> stamped(Dataset<Row> rows, Instant at) {
        return rows.withColumn(MetadataColumns.LOAD_TIMESTAMP, lit(at))
                .withColumn(MetadataColumns.UPDATE_TIMESTAMP, lit(at));
    }

    /**
     * Tells the audit log of a failure that it does not know from a batch.
     *
     * @param inARow how many failures there were since the last batch, this one included
     * @param pause until it starts again; empty if it does not
     */
    void recordFailure(SparkSession spark, Exception failure, int inARow, Optional<Duration> pause) {
        Map<String, String> details = new TreeMap<>(Map.of("failures_in_a_row", Integer.toString(inARow)));
        pause.ifPresent(wait -> details.put("starts_again_in", wait.toString()));
        tell(spark, identity.session(), details, now(), failure);
    }

    private void recordFailure(
            SparkSession spark, BatchId id, Map<String, String> details, Instant started, Exception failure) {
        boolean stopped = Thread.currentThread().isInterrupted() || failure.getCause() instanceof InterruptedException;
        if (!stopped && !SparkFailures.isSchemaChange(failure)) {
            told.set(tell(spark, id.run(), details, started, failure));
        }
    }

    /** Each failure is one of its own: the next try may fail at something else. */
    private boolean tell(
            SparkSession spark, String session, Map<String, String> details, Instant started, Exception failure) {
        String id =
                AuditEntry.idOf(parent, plan.name().toString(), session, Integer.toString(failures.incrementAndGet()));
        AuditEntry entry = entry(id, session, details, started, now(), SparkFailures.outcome(failure));
        try {
            audit.append(spark, entry, new DeltaTransaction("landfall-audit/" + id, 0));
            return true;
        } catch (Exception alsoFailed) {
            LOG.error("{}: no audit entry either: {}", plan.table(), SparkFailures.message(alsoFailed));
            failure.addSuppressed(alsoFailed);
            return false;
        }
    }

    private AuditEntry entry(
            String auditId,
            String session,
            Map<String, String> details,
            Instant started,
            Instant ended,
            AuditOutcome outcome) {
        return new AuditEntry(
                auditId,
                Optional.of(parent),
                plan.name().toString(),
                AuditEntry.INGEST,
                details,
                started,
                ended,
                outcome,
                identity.actor(session),
                plan.compliance());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
