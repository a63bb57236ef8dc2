package io.landfall.bronze.ingest;

import static org.apache.spark.sql.functions.lit;

import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.audit.AuditLog;
import io.landfall.bronze.audit.JobIdentity;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.Footers;
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
        Attempt attempt = new Attempt(batch.id(), now());
        try {
            BatchPlan all = survey(batch, attempt);
            if (all.contents().segments().isEmpty()) {
                return;
            }
            table.accept(spark, all.columns(), () -> docs(all.contents()));
            BatchPlan fresh = all.without(loaded.among(spark, batch.id().query(), batch.mayBegin(), all.contents()));
            write(spark, fresh, attempt);
        } catch (Exception failure) {
            recordFailure(spark, attempt, failure);
            throw failure;
        }
    }

    /** Says what is there before it is read, so that a batch that cannot be read says what it could not read. */
    private static BatchPlan survey(SegmentBatch batch, Attempt attempt) {
        List<String> files = batch.files();
        BatchContents unread = BatchContents.of(files);
        attempt.found(unread);
        Dataset<Row> rows = batch.rows(files);
        BatchContents contents = unread.counted(rows);
        attempt.found(contents);
        return BatchPlan.all(batch, contents, rows);
    }

    /** Both writes are transactions: whichever was there before, Delta skips. */
    private void write(SparkSession spark, BatchPlan fresh, Attempt attempt) {
        BatchId id = attempt.id();
        long count = fresh.contents().rows();
        BatchFreshness freshness = fresh.contents().freshness(loaded.loadTime(attempt.started()));
        attempt.planned(fresh, freshness);
        AuditOutcome outcome = new AuditOutcome.Success(count);
        Optional<String> note = fresh.batch().note(entry(id.auditId(), attempt, outcome));
        if (count > 0 || note.isPresent()) {
            table.append(stamped(fresh.rows(), freshness.loaded()), id.rows(), note);
            fresh.batch().verify(count);
        }
        audit.append(spark, entry(id.auditId(), attempt, outcome), id.audit());
        if (count > 0) {
            rows.addAndGet(count);
            metrics.loaded(count, freshness);
        }
        LOG.info(
                "{} batch {}: {} segments, {} of them loaded before, {} rows, {} ms; oldest row: {} ms since its Kafka"
                        + " timestamp, {} ms since it landed",
                plan.table(),
                id.number(),
                fresh.allSegments(),
                fresh.loaded().size(),
                count,
                Duration.between(attempt.started(), now()).toMillis(),
                freshness.sourceMillis().orElse(-1),
                freshness.landedMillis().orElse(-1));
    }

    /**
     * One try at a batch, for the audit log.
     *
     * @param details what is known so far, so that one that fails says how far it came
     */
    private record Attempt(BatchId id, Instant started, Map<String, String> details) {
        Attempt(BatchId id, Instant started) {
            this(id, started, new TreeMap<>(Map.of("query_id", id.query(), "batch_id", Long.toString(id.number()))));
        }

        void found(BatchContents contents) {
            details.put("files", Integer.toString(contents.segments().size()));
            details.put("file_names", contents.names());
        }

        void planned(BatchPlan fresh, BatchFreshness freshness) {
            details.put("files_already_loaded", Integer.toString(fresh.loaded().size()));
            details.put("rows", Long.toString(fresh.contents().rows()));
            details.put("source_ranges", fresh.contents().ranges());
            freshness.describe(details);
        }
    }

    /** Those of the newest segment. They are worth no failure. */
    private ColumnDocs docs(BatchContents contents) {
        SegmentStats newest = contents.newest();
        try {
            SegmentKey segment = SegmentKey.parse(newest.path())
                    .orElseThrow(() -> new IllegalArgumentException("this is not the path of a segment"));
            return footers.schema(plan.path(segment)).map(ColumnDocs::of).orElse(ColumnDocs.NONE);
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("{}: no comments from {}: {}", plan.table(), newest.name(), SparkFailures.message(e));
            return ColumnDocs.NONE;
        }
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

    private void recordFailure(SparkSession spark, Attempt attempt, Exception failure) {
        boolean stopped = Thread.currentThread().isInterrupted() || failure.getCause() instanceof InterruptedException;
        if (!stopped && !SparkFailures.isSchemaChange(failure)) {
            told.set(tell(spark, attempt.id().run(), attempt.details(), attempt.started(), failure));
        }
    }

    /** Each failure is one of its own: the next try may fail at something else. */
    private boolean tell(
            SparkSession spark, String session, Map<String, String> details, Instant started, Exception failure) {
        String id =
                AuditEntry.idOf(parent, plan.name().toString(), session, Integer.toString(failures.incrementAndGet()));
        AuditEntry entry = entry(id, session, details, started, SparkFailures.outcome(failure));
        try {
            audit.append(spark, entry, new DeltaTransaction("landfall-audit/" + id, 0));
            return true;
        } catch (Exception alsoFailed) {
            LOG.error("{}: no audit entry either: {}", plan.table(), SparkFailures.message(alsoFailed));
            failure.addSuppressed(alsoFailed);
            return false;
        }
    }

    private AuditEntry entry(String auditId, Attempt attempt, AuditOutcome outcome) {
        return entry(auditId, attempt.id().run(), attempt.details(), attempt.started(), outcome);
    }

    private AuditEntry entry(
            String auditId, String session, Map<String, String> details, Instant started, AuditOutcome outcome) {
        return new AuditEntry(
                auditId,
                Optional.of(parent),
                plan.name().toString(),
                AuditEntry.INGEST,
                details,
                started,
                now(),
                outcome,
                identity.actor(session),
                plan.compliance());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
