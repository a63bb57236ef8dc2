package io.landfall.bronze.audit;

import io.landfall.audit.AuditActor;
import io.landfall.audit.AuditColumn;
import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.table.BronzeDdl;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.bronze.table.DeltaTransaction;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The audit log as a Delta table that only grows. Safe for several streams. */
public final class AuditLog {
    private static final StructType SCHEMA = StructType.fromDDL(String.join(
            ", ",
            Arrays.stream(AuditColumn.values())
                    .map(c -> c.column() + " " + c.sqlType())
                    .toList()));

    private final TableName name;
    private final Optional<String> location;
    private final DeltaTables tables;
    private boolean there;

    AuditLog(TableName name, Optional<String> location, DeltaTables tables) {
        this.name = name;
        this.location = location;
        this.tables = tables;
    }

    /** The audit log of the schema that a table is in. */
    public static AuditLog beside(TablePlan any, DeltaTables tables) {
        return new AuditLog(any.name().sibling(AuditEntry.TABLE), any.siblingLocation(AuditEntry.TABLE), tables);
    }

    /** Appends an entry unless this transaction is in the log. */
    public void append(SparkSession spark, AuditEntry entry, DeltaTransaction transaction) {
        create(spark);
        spark.createDataFrame(List.of(row(entry)), SCHEMA)
                .coalesce(1)
                .write()
                .format("delta")
                .mode("append")
                .options(transaction.options())
                .saveAsTable(name.sql());
    }

    /** What it says. */
    public Dataset<Row> read(SparkSession spark) {
        create(spark);
        return spark.table(name.sql());
    }

    private synchronized void create(SparkSession spark) {
        if (there) {
            return;
        }
        tables.create(spark, name, location, BronzeDdl.createAuditLog(name, location));
        there = true;
    }

    static Row row(AuditEntry entry) {
        Map<AuditColumn, Object> values = new EnumMap<>(AuditColumn.class);
        values.put(AuditColumn.AUDIT_ID, entry.id());
        values.put(AuditColumn.PARENT_AUDIT_ID, entry.parent().orElse(null));
        values.put(AuditColumn.TABLE_NAME, entry.table());
        values.put(AuditColumn.OPERATION_TYPE, entry.operation());
        values.put(AuditColumn.OPERATION_DETAILS, CollectionConverters.asScala(entry.details()));
        values.put(AuditColumn.START_TIMESTAMP, timestamp(entry.started()));
        values.put(AuditColumn.END_TIMESTAMP, timestamp(entry.ended()));
        values.put(AuditColumn.STATUS, entry.outcome().status());
        if (entry.outcome() instanceof AuditOutcome.Success success) {
            values.put(AuditColumn.RECORDS_AFFECTED, success.records());
        } else if (entry.outcome() instanceof AuditOutcome.Failure failure) {
            values.put(AuditColumn.RECORDS_AFFECTED, 0L);
            values.put(AuditColumn.ERROR_CODE, failure.code());
            values.put(AuditColumn.ERROR_MESSAGE, failure.message());
        }
        AuditActor actor = entry.actor();
        values.put(AuditColumn.USER_ID, actor.userId());
        values.put(AuditColumn.JOB_ID, actor.jobId());
        values.put(AuditColumn.SESSION_ID, actor.sessionId());
        values.put(AuditColumn.USER_AGENT, actor.userAgent());
        values.put(AuditColumn.COMPLIANCE_FLAGS, entry.complianceFlags().toArray(String[]::new));
        return RowFactory.create(
                Arrays.stream(AuditColumn.values()).map(values::get).toArray());
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }
}
