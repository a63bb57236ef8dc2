package io.landfall.bronze;

import io.landfall.audit.AuditEntry;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Which batch of which stream this is.
 *
 * @param query lives as long as the checkpoint
 * @param run one start of the query
 * @param number counts the checkpoint's batches
 */
record BatchId(TableName table, String query, String run, long number) {
    private static final String QUERY = "sql.streaming.queryId";

    /** A stream's jobs are a group that bears the id of its run. */
    private static final String RUN = "spark.jobGroup.id";

    /** Of the micro-batch that this thread is working on. */
    static BatchId of(TableName table, SparkSession spark, long number) {
        return new BatchId(table, local(spark, QUERY), local(spark, RUN), number);
    }

    private static String local(SparkSession spark, String property) {
        return Optional.ofNullable(spark.sparkContext().getLocalProperty(property))
                .orElseThrow(() -> new IllegalStateException("no " + property + " outside of a micro-batch"));
    }

    /** The write of the batch's rows. */
    DeltaTransaction rows() {
        return new DeltaTransaction("landfall-bronze/" + table.table() + "/" + query, number);
    }

    /** The write of its audit entry. */
    DeltaTransaction audit() {
        return new DeltaTransaction("landfall-audit/" + table.table() + "/" + query, number);
    }

    /** The write of the audit entry of this run's failure: a run fails once. */
    DeltaTransaction failedAudit() {
        return new DeltaTransaction("landfall-audit/" + table.table() + "/" + query + "/" + run, number);
    }

    String auditId() {
        return AuditEntry.idOf(table.toString(), query, Long.toString(number));
    }

    String failedAuditId() {
        return AuditEntry.idOf(table.toString(), query, Long.toString(number), run);
    }
}
