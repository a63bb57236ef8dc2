package io.landfall.bronze;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.landfall.audit.AuditColumn;
import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import io.landfall.record.MetadataColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maintenance of one table. A step that fails keeps none of the others from being done, but for the deletion: what
 * landed is noted even if the table cannot be vacuumed.
 *
 * <p>The rows that were deleted are counted by the table's history, from the version on that the last audit entry knew: so
 * those of a run that failed, or was killed before its entry, are in the next one's, and none are counted twice. The history
 * goes back 30 days: what was deleted before, and no run since then has succeeded, is not told. By Spark Connect, a run
 * counts what it deletes itself, and tells of that even if it fails, but not if it is killed.
 */
final class TableMaintenance {
    private static final Logger LOG = LoggerFactory.getLogger(TableMaintenance.class);

    /** Marks the deletions in the table's history that are ours. */
    static final String MARK = "landfall-maintenance";

    private static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

    private static final String WAITING = "segments_waiting";
    private static final String TABLE_ID = "table_id";
    private static final String VERSION = "table_version";

    /** The table's history goes no further back than 30 days, so neither need the look into the audit log. */
    private static final Duration HISTORY = Duration.ofDays(60);

    /** Longer than a batch of the bronze job takes from its start to its commit. */
    private static final Duration BATCH = Duration.ofDays(3);

    private final SparkSession spark;
    private final TablePlan plan;
    private final DeltaTables tables;
    private final LandingLedger ledger;
    private final AuditLog audit;
    private final Map<String, String> details = new TreeMap<>();
    private Optional<Exception> failure = Optional.empty();
    private Optional<Row> detail = Optional.empty();
    private boolean there;
    private Instant loaded = Instant.EPOCH;
    private long unmarked;
    private long deleted;

    TableMaintenance(SparkSession spark, TablePlan plan, DeltaTables tables, LandingLedger ledger, AuditLog audit) {
        this.spark = spark;
        this.plan = plan;
        this.tables = tables;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** How many segments are not all in bronze; empty if it could not tell. */
    Optional<String> waiting() {
        return Optional.ofNullable(details.get(WAITING));
    }

    /** What it did, for the audit log. */
    Map<String, String> details() {
        return details;
    }

    AuditOutcome run(Instant now) {
        step(() -> there = tables.isThere(spark, plan.name(), plan.location()));
        if (there && plan.retention().isPresent()) {
            step(() -> loaded = loadedUntil(now));
        }
        compare();
        if (there) {
            // Rows that are gone before they are counted would look as if they had never been ingested.
            boolean counted = failure.isEmpty();
            step(this::describe);
            plan.retention().ifPresent(retention -> expire(retention, now, counted));
            step(() -> spark.sql(BronzeDdl.vacuum(plan.name())));
        }
        countWaiting();
        // The entry of a failed run does not count as told: the next one's tells of the deletions.
        if (there && failure.isEmpty()) {
            step(() -> deleted = deletedRows(now));
        }
        return outcome(deleted);
    }

    /** Only compares what landed with what is ingested. */
    AuditOutcome runLedger() {
        step(() -> there = tables.isThere(spark, plan.name(), plan.location()));
        compare();
        countWaiting();
        return outcome(0);
    }

    private void compare() {
        step(this::noteSegments);
        if (there) {
            step(() -> ledger.countIngested(plan));
        }
    }

    private void countWaiting() {
        step(() -> details.put(WAITING, Long.toString(ledger.waiting(plan))));
    }

    private AuditOutcome outcome(long records) {
        return failure.<AuditOutcome>map(Failures::outcome).orElseGet(() -> new AuditOutcome.Success(records));
    }

    private void expire(Retention retention, Instant now, boolean counted) {
        if (counted) {
            step(() -> delete(retention, now));
        }
        step(this::purge);
    }

    private void step(Runnable work) {
        try {
            work.run();
        } catch (Exception e) {
            LOG.error("{}: {}", plan.table(), Failures.message(e));
            failure.ifPresentOrElse(first -> first.addSuppressed(e), () -> failure = Optional.of(e));
        }
    }

    private void noteSegments() {
        LandingLedger.Noted noted = ledger.note(plan);
        details.put("segments_noted", Long.toString(noted.segments()));
        details.put("segments_unreadable", Long.toString(noted.unreadable()));
    }

    /**
     * Sets properties that are missing, and ours where they differ: somebody may have changed Delta's on purpose. Expired
     * rows must not stay in their files, though.
     */
    private void describe() {
        Map<String, String> present = new TreeMap<>(detail().getJavaMap(detail().fieldIndex("properties")));
        if (plan.retention().isPresent()) {
            present.remove(TableProperties.DELETION_VECTORS, "true");
        }
        Map<String, String> missing = new TreeMap<>(plan.properties());
        missing.entrySet()
                .removeIf(property -> property.getKey().startsWith("landfall.")
                        ? property.getValue().equals(present.get(property.getKey()))
                        : property.getKey().startsWith("delta.feature.") || present.containsKey(property.getKey()));
        if (!missing.isEmpty()) {
            spark.sql(BronzeDdl.setProperties(plan.name(), missing));
        }
        if (!plan.tags().isEmpty()) {
            spark.sql(BronzeDdl.setTags(plan.name(), plan.tags()));
        }
    }

    private void delete(Retention retention, Instant now) {
        details.put("retention", retention.period().toString());
        details.put("rows_before", retention.cutoff(now).toString());
        details.put("decided_by", retention.decidedBy());
        String expired = retention.expired(spark.table(plan.name().sql()).schema(), now);
        String delete = BronzeDdl.delete(
                plan.name(), expired + " AND " + MetadataColumns.LOAD_TIMESTAMP + " <= TIMESTAMP '" + loaded + "'");
        if (Sessions.isConnect(spark)) {
            // Serverless compute lets nobody set what would mark the commit.
            unmarked = Math.max(0, spark.sql(delete).first().getLong(0));
            details.put("rows_deleted", Long.toString(unmarked));
            return;
        }
        spark.conf().set(USER_METADATA, MARK);
        try {
            spark.sql(delete);
        } finally {
            spark.conf().unset(USER_METADATA);
        }
    }

    /** Rows with a later load timestamp come, if they do, after the counting. A table's batches come one by one. */
    private Instant loadedUntil(Instant now) {
        Instant recently = now.minus(BATCH);
        Row newest = spark.table(plan.name().sql())
                .where(col(MetadataColumns.LOAD_TIMESTAMP).geq(lit(recently)))
                .agg(max(MetadataColumns.LOAD_TIMESTAMP))
                .first();
        return newest.isNullAt(0) ? recently : newest.getTimestamp(0).toInstant();
    }

    /** Rewrites files with deletion vectors, of which there may be some for as long as the table's protocol has them. */
    private void purge() {
        if (detail().getList(detail().fieldIndex("tableFeatures")).contains("deletionVectors")) {
            spark.sql(BronzeDdl.purge(plan.name()));
        }
    }

    /** The rows that our deletions took and no audit entry tells of. */
    private long deletedRows(Instant now) {
        String id = detail().getAs("id");
        Dataset<Row> history = spark.sql(BronzeDdl.history(plan.name()));
        long version = history.agg(max("version")).first().getLong(0);
        Row ours = history.where(col("userMetadata").equalTo(MARK))
                .where(col("version")
                        .gt(toldVersion(id, now))
                        .and(col("version").leq(version)))
                .agg(sum(col("operationMetrics").getItem("numDeletedRows").cast("bigint")))
                .first();
        long rows = unmarked + (ours.isNullAt(0) ? 0 : ours.getLong(0));
        details.put(TABLE_ID, id);
        details.put(VERSION, Long.toString(version));
        details.put("rows_deleted", Long.toString(rows));
        return rows;
    }

    /** The version of the table that the audit log knows about. */
    private long toldVersion(String id, Instant now) {
        Row told = audit.read(spark)
                .where(col(AuditColumn.START_TIMESTAMP.column())
                        .gt(lit(now.minus(HISTORY)))
                        .and(col(AuditColumn.OPERATION_TYPE.column()).equalTo(AuditEntry.MAINTENANCE))
                        .and(col(AuditColumn.STATUS.column()).equalTo(new AuditOutcome.Success(0).status()))
                        .and(detail(TABLE_ID).equalTo(id)))
                .agg(max(detail(VERSION).cast("bigint")))
                .first();
        return told.isNullAt(0) ? -1 : told.getLong(0);
    }

    private static Column detail(String name) {
        return col(AuditColumn.OPERATION_DETAILS.column()).getItem(name);
    }

    /** Asked for once: what is read of it later, the table's id and features, no step changes. */
    private Row detail() {
        if (detail.isEmpty()) {
            detail = Optional.of(spark.sql(BronzeDdl.detail(plan.name())).first());
        }
        return detail.get();
    }
}
