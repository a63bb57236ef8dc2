package io.landfall.bronze.ingest;

import io.landfall.audit.AuditEntry;
import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.table.DeltaTransaction;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Which batch this is.
 *
 * @param query whose it is: a stream's, which lives as long as its checkpoint, or that of a sequence of loads
 * @param run one start of it
 * @param number rises with each batch
 * @param teller what its audit entries are of: the query, if the same batch comes again after a crash
 */
record BatchId(TableName table, String query, String run, long number, String teller) {
    private static final String QUERY = "sql.streaming.queryId";

    /** A stream's jobs are a group that bears the id of its run. */
    private static final String RUN = "spark.jobGroup.id";

    /** Of the micro-batch that this thread is working on. */
    static BatchId ofStream(TableName table, SparkSession spark, long number) {
        String query = local(spark, QUERY);
        return new BatchId(table, query, local(spark, RUN), number, query);
    }

    /** Of segments that are loaded without a stream. After a crash the next batch may have others, so it is another one. */
    static BatchId ofLoad(TableName table, String query, String run, long number) {
        return new BatchId(table, query, run, number, query + "/" + run);
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
        return new DeltaTransaction("landfall-audit/" + table.table() + "/" + teller, number);
    }

    String auditId() {
        return AuditEntry.idOf(table.toString(), teller, Long.toString(number));
    }
}
