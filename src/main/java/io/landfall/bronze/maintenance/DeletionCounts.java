package io.landfall.bronze.maintenance;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.landfall.audit.AuditColumn;
import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.audit.AuditLog;
import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.spark.Sessions;
import io.landfall.bronze.table.BronzeDdl;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What maintenance takes out of one table, and how much of that the audit log does not know.
 *
 * <p>It is counted by the table's history, from the version on that the last audit entry knew: so what a run erased that
 * failed, or was killed before its entry, is in the next one's, and nothing is counted twice. The history
 * goes back 30 days: what was erased before, and no run since then has succeeded, is not told. By Spark Connect, a run
 * counts what it erases itself, and tells of that even if it fails, but not if it is killed.
 */
final class DeletionCounts {
    /** The detail of an audit entry that counts deleted rows. */
    static final String ROWS = "rows_deleted";

    /** Marks our deletions of rows in the table's history; whatever else is counted follows it. */
    static final String MARK = "landfall-maintenance";

    private static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

    private static final String TABLE_ID = "table_id";
    private static final String VERSION = "table_version";

    /** The table's history goes no further back than 30 days, so neither need the look into the audit log. */
    private static final Duration HISTORY = Duration.ofDays(60);

    private final SparkSession spark;
    private final TableName table;
    private final AuditLog audit;
    private final Map<String, Long> counts = new TreeMap<>(Map.of(ROWS, 0L));

    DeletionCounts(SparkSession spark, TableName table, AuditLog audit) {
        this.spark = spark;
        this.table = table;
        this.audit = audit;
    }

    /**
     * Deletes or updates rows.
     *
     * @param counted the detail of the audit entry that counts them
     * @return how many, where the history will not tell
     */
    OptionalLong run(String counted, String statement) {
        if (Sessions.isConnect(spark)) {
            // Serverless compute lets nobody set what would mark the commit.
            long rows = Math.max(0, spark.sql(statement).first().getLong(0));
            counts.merge(counted, rows, Long::sum);
            return OptionalLong.of(rows);
        }
        spark.conf().set(USER_METADATA, mark(counted));
        try {
            spark.sql(statement);
        } finally {
            spark.conf().unset(USER_METADATA);
        }
        counts.putIfAbsent(counted, 0L);
        return OptionalLong.empty();
    }

    /**
     * All that no audit entry tells of: to be told, as these details, by one that succeeds.
     *
     * @param id the table's, as Delta has it
     */
    Map<String, String> untold(String id, Instant now) {
        Dataset<Row> history = spark.sql(BronzeDdl.history(table));
        long version = history.agg(max("version")).first().getLong(0);
        Column metrics = col("operationMetrics");
        history.where(col("userMetadata").startsWith(MARK))
                .where(col("version")
                        .gt(toldVersion(id, now))
                        .and(col("version").leq(version)))
                .groupBy("userMetadata")
                .agg(sum(coalesce(metrics.getItem("numDeletedRows"), metrics.getItem("numUpdatedRows"), lit("0"))
                        .cast("bigint")))
                .collectAsList()
                .forEach(ours -> counts.merge(counted(ours.getString(0)), ours.getLong(1), Long::sum));
        Map<String, String> details = new TreeMap<>(Map.of(TABLE_ID, id, VERSION, Long.toString(version)));
        counts.forEach((counted, rows) -> details.put(counted, rows.toString()));
        return details;
    }

    /** How many rows that were, each as often as something was taken from it. */
    long rows() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    static String mark(String counted) {
        return counted.equals(ROWS) ? MARK : MARK + "/" + counted;
    }

    private static String counted(String mark) {
        return mark.equals(MARK) ? ROWS : mark.substring(MARK.length() + 1);
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
}
