package io.landfall.bronze.audit;

import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.bronze.table.DeltaTransaction;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Tells the audit log that a job starts, for which tables and with which settings, and that it stops. A start without a
 * stop is a job that was killed, or runs.
 */
public final class JobAudit {
    private final AuditLog audit;
    private final JobIdentity identity;
    private final Clock clock;
    private final String schema;
    private final Map<String, String> details;
    private final List<String> compliance;
    private final Instant started;
    private final String id;

    /**
     * @param settings what the log says of the job
     */
    public JobAudit(
            AuditLog audit,
            JobIdentity identity,
            Clock clock,
            JobSettings settings,
            BronzeOptions options,
            List<TablePlan> plans) {
        this.audit = audit;
        this.identity = identity;
        this.clock = clock;
        this.schema = plans.get(0).name().inSchema();
        this.details = details(settings.program(), options, plans);
        settings.byTable().forEach((table, text) -> details.put("settings." + table, text));
        this.compliance = plans.stream()
                .flatMap(plan -> plan.compliance().stream())
                .distinct()
                .toList();
        this.started = now();
        this.id = AuditEntry.idOf(schema, details.toString(), identity.job(), identity.session(), started.toString());
    }

    private static Map<String, String> details(String program, BronzeOptions options, List<TablePlan> plans) {
        Map<String, String> details = new TreeMap<>();
        details.put("program", program);
        details.put("config", options.config().toString());
        details.put("tables", plans.stream().map(TablePlan::table).collect(Collectors.joining(", ")));
        options.environment().ifPresent(name -> details.put("environment", name));
        // Their values may be secrets.
        details.put("spark_conf", String.join(", ", options.sparkConf().keySet()));
        return details;
    }

    /** The id of the entry that this run's other entries belong to. */
    public String id() {
        return id;
    }

    public void start(SparkSession spark) {
        append(spark, id, Optional.empty(), AuditEntry.JOB_START, details, new AuditOutcome.Success(0));
    }

    /**
     * The job's end.
     *
     * @param results what became of its tables
     */
    public void stop(SparkSession spark, Map<String, String> results, AuditOutcome outcome) {
        Map<String, String> told = new TreeMap<>(results);
        List.of("program", "tables").forEach(name -> told.put(name, details.get(name)));
        append(spark, AuditEntry.idOf(id, "stop"), Optional.of(id), AuditEntry.JOB_STOP, told, outcome);
    }

    /** The job's end by something that nobody expected; it is on its way to the top. */
    public void fail(SparkSession spark, Exception failure) {
        try {
            stop(spark, Map.of(), SparkFailures.outcome(failure));
        } catch (Exception alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private void append(
            SparkSession spark,
            String entry,
            Optional<String> parent,
            String operation,
            Map<String, String> told,
            AuditOutcome outcome) {
        audit.append(
                spark,
                new AuditEntry(
                        entry,
                        parent,
                        schema,
                        operation,
                        told,
                        started,
                        now(),
                        outcome,
                        identity.actor(identity.session()),
                        compliance),
                new DeltaTransaction("landfall-audit/" + entry, 0));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
