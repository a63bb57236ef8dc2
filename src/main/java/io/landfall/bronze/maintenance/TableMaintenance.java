package io.landfall.bronze.maintenance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.audit.AuditLog;
import io.landfall.bronze.plan.FieldRetention;
import io.landfall.bronze.plan.Retention;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.plan.TableProperties;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.bronze.table.BronzeDdl;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.record.MetadataColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maintenance of one table. A step that fails keeps none of the others from being done, but for the deletion: what
 * landed is noted even if the table cannot be vacuumed.
 */
final class TableMaintenance {
    private static final Logger LOG = LoggerFactory.getLogger(TableMaintenance.class);

    private static final String WAITING = "segments_waiting";
    private static final String MISSING = "fields_missing";

    /** Longer than a batch of the bronze job takes from its start to its commit. */
    private static final Duration BATCH = Duration.ofDays(3);

    private final SparkSession spark;
    private final TablePlan plan;
    private final DeltaTables tables;
    private final LandingLedger ledger;
    private final DeletionCounts erasures;
    private final Map<String, String> details = new TreeMap<>();
    private Optional<Exception> failure = Optional.empty();
    private Optional<Row> detail = Optional.empty();
    private boolean there;
    private Instant loaded = Instant.EPOCH;

    TableMaintenance(SparkSession spark, TablePlan plan, DeltaTables tables, LandingLedger ledger, AuditLog audit) {
        this.spark = spark;
        this.plan = plan;
        this.tables = tables;
        this.ledger = ledger;
        this.erasures = new DeletionCounts(spark, plan.name(), audit);
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
            if (counted) {
                plan.retention().ifPresent(retention -> step(() -> delete(retention, now)));
                plan.fieldRetention().forEach(field -> step(() -> erase(field, now)));
            }
            if (plan.erases()) {
                step(this::purge);
            }
            step(() -> spark.sql(BronzeDdl.vacuum(plan.name())));
        }
        countWaiting();
        // The entry of a failed run does not count as told: the next one's tells of the deletions.
        if (there && failure.isEmpty()) {
            step(() -> details.putAll(erasures.untold(detail().getAs("id"), now)));
        }
        return outcome(erasures.rows());
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
        return failure.<AuditOutcome>map(SparkFailures::outcome).orElseGet(() -> new AuditOutcome.Success(records));
    }

    private void step(Runnable work) {
        try {
            work.run();
        } catch (Exception e) {
            LOG.error("{}: {}", plan.table(), SparkFailures.message(e));
            failure.ifPresentOrElse(first -> first.addSuppressed(e), () -> failure = Optional.of(e));
        }
    }

    private void noteSegments() {
        LandingLedger.Noted noted = ledger.note(plan);
        details.put("segments_noted", Long.toString(noted.segments()));
        details.put("segments_unreadable", Long.toString(noted.unreadable()));
    }

    /**
     * Sets properties that are missing, and ours where they differ: somebody may have changed Delta's on purpose. What is
     * erased must not stay in its files, though.
     */
    private void describe() {
        Map<String, String> present = new TreeMap<>(detail().getJavaMap(detail().fieldIndex("properties")));
        if (plan.erases()) {
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
        String expired = Expiry.expired(retention, columns(), now);
        take(
                DeletionCounts.ROWS,
                BronzeDdl.delete(
                        plan.name(),
                        expired + " AND " + MetadataColumns.LOAD_TIMESTAMP + " <= TIMESTAMP '" + loaded + "'"));
    }

    private void erase(FieldRetention field, Instant now) {
        StructType columns = columns();
        if (!Expiry.reaches(field, columns)) {
            // Not in any record so far, or a name that somebody got wrong.
            LOG.warn("{}: field_retention names {}, which is no column", plan.table(), field.field());
            details.merge(MISSING, field.field(), (one, other) -> one + ", " + other);
            return;
        }
        details.put(
                "fields_before." + field.field(), field.retention().cutoff(now).toString());
        details.put("decided_by", field.retention().decidedBy());
        take("fields_erased." + field.field(), Expiry.erase(plan.name(), field, columns, now));
    }

    private void take(String counted, String statement) {
        erasures.run(counted, statement).ifPresent(rows -> details.put(counted, Long.toString(rows)));
    }

    private StructType columns() {
        return spark.table(plan.name().sql()).schema();
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

    /** Asked for once: what is read of it later, the table's id and features, no step changes. */
    private Row detail() {
        if (detail.isEmpty()) {
            detail = Optional.of(spark.sql(BronzeDdl.detail(plan.name())).first());
        }
        return detail.get();
    }
}
