package io.landfall.bronze.maintenance;

import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.audit.AuditLog;
import io.landfall.bronze.audit.JobAudit;
import io.landfall.bronze.audit.JobIdentity;
import io.landfall.bronze.audit.JobSettings;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.bronze.table.BronzeDdl;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.bronze.table.DeltaTransaction;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the maintenance job: one table after the other, and an audit entry for each. */
public final class Maintenance {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final SparkSession spark;
    private final List<TablePlan> plans;
    private final boolean ledgerOnly;
    private final Clock clock;
    private final JobIdentity identity;
    private final DeltaTables tables = new DeltaTables();
    private final AuditLog audit;
    private final JobAudit journal;

    /**
     * @param program the name of the program that runs it
     */
    public Maintenance(SparkSession spark, List<TablePlan> plans, BronzeOptions options, String program, Clock clock) {
        this.spark = spark;
        this.plans = plans;
        this.ledgerOnly = options.ledgerOnly();
        this.clock = clock;
        this.identity = JobIdentity.of(spark, options.jobId());
        this.audit = AuditLog.beside(plans.get(0), tables);
        Map<String, String> settings = new LinkedHashMap<>();
        plans.forEach(plan -> settings.put(plan.table(), explain(plan, options, now())));
        this.journal = new JobAudit(audit, identity, clock, new JobSettings(program, settings), options, plans);
    }

    /** Says what it would do. */
    public static String explain(List<TablePlan> plans, BronzeOptions options, Instant now) {
        StringBuilder out = new StringBuilder();
        plans.forEach(plan -> out.append(explain(plan, options, now)).append('\n'));
        return out.toString();
    }

    private static String explain(TablePlan plan, BronzeOptions options, Instant now) {
        StringBuilder out = new StringBuilder().append(plan.name()).append('\n');
        out.append(("notes segments below " + plan.folder() + " in " + LandingLedger.TABLE
                        + ", and how many of their rows are in the table")
                .indent(2));
        if (options.ledgerOnly()) {
            return out.toString();
        }
        String deletes = plan.retention()
                .map(r ->
                        "deletes rows whose " + r.decidedBy() + " is before " + r.cutoff(now) + " (" + r.period() + ")")
                .orElse("keeps all rows: no retention is configured");
        out.append(deletes.indent(2));
        plan.fieldRetention()
                .forEach(field ->
                        out.append(Expiry.outline(plan.name(), field, now).indent(2)));
        if (plan.erases()) {
            out.append("rewrites files with deletion vectors, and turns these off".indent(2));
        }
        out.append(BronzeDdl.vacuum(plan.name()).indent(2));
        out.append(BronzeDdl.setProperties(plan.name(), plan.properties()).indent(2));
        if (!plan.tags().isEmpty()) {
            out.append(BronzeDdl.setTags(plan.name(), plan.tags()).indent(2));
        }
        return out.toString();
    }

    /**
     * Does all of it.
     *
     * @return the tables that something failed for, each with the reason
     */
    public List<String> run() {
        // Dates, and times without a zone, are in UTC.
        spark.conf().set("spark.sql.session.timeZone", "UTC");
        journal.start(spark);
        try {
            return maintain();
        } catch (Exception failure) {
            // Spark throws checked exceptions that it does not declare.
            journal.fail(spark, failure);
            throw failure;
        }
    }

    private List<String> maintain() {
        LandingLedger ledger = new LandingLedger(spark, plans.get(0), tables);
        Map<String, String> results = new TreeMap<>();
        List<String> failed = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        long changed = 0;
        for (TablePlan plan : plans) {
            TableMaintenance table = new TableMaintenance(spark, plan, tables, ledger, audit);
            AuditOutcome outcome = ledgerOnly ? table.runLedger() : maintain(plan, table);
            LOG.info("{}: {}", plan.table(), table.details());
            results.put("status." + plan.table(), outcome.status());
            table.waiting().ifPresent(waiting -> results.put("segments_waiting." + plan.table(), waiting));
            if (outcome instanceof AuditOutcome.Success success) {
                changed += success.records();
            } else if (outcome instanceof AuditOutcome.Failure failure) {
                failed.add(plan.table() + ": " + failure.message());
                codes.add(failure.code());
            }
        }
        if (!ledgerOnly) {
            try {
                ledger.vacuum();
            } catch (Exception failure) {
                failed.add(LandingLedger.TABLE + ": " + SparkFailures.message(failure));
                codes.add(SparkFailures.code(failure));
            }
        }
        journal.stop(
                spark,
                results,
                failed.isEmpty()
                        ? new AuditOutcome.Success(changed)
                        : new AuditOutcome.Failure(codes.get(0), String.join("; ", failed)));
        return failed;
    }

    private AuditOutcome maintain(TablePlan plan, TableMaintenance table) {
        Instant started = now();
        AuditOutcome outcome = table.run(started);
        try {
            append(plan, table.details(), started, outcome);
            return outcome;
        } catch (Exception failure) {
            LOG.error("{}: no audit entry: {}", plan.table(), SparkFailures.message(failure));
            return outcome instanceof AuditOutcome.Failure first ? first : SparkFailures.outcome(failure);
        }
    }

    private void append(TablePlan plan, Map<String, String> details, Instant started, AuditOutcome outcome) {
        String id = AuditEntry.idOf(journal.id(), plan.table());
        audit.append(
                spark,
                new AuditEntry(
                        id,
                        Optional.of(journal.id()),
                        plan.name().toString(),
                        AuditEntry.MAINTENANCE,
                        details,
                        started,
                        now(),
                        outcome,
                        identity.actor(identity.session()),
                        plan.compliance()),
                new DeltaTransaction("landfall-audit/" + id, 0));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
