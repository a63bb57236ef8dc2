package io.landfall.databricks.checkup;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.sql.Disposition;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.Format;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import io.landfall.config.IngestConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.databricks.Statements;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.record.MetadataColumns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How old what came last into each table is. */
final class FreshnessChecks {
    private static final Duration GRACE = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String NO_TABLE = "[TABLE_OR_VIEW_NOT_FOUND]";

    private final LandfallConfig config;
    private final Provisioned names;
    private final Jobs jobs;
    private final Workspace workspace;
    private final Optional<String> warehouse;
    private final Clock clock;

    FreshnessChecks(LandfallConfig config, Jobs jobs, Workspace workspace, Optional<String> warehouse, Clock clock) {
        this.config = config;
        this.names = new Provisioned(config);
        this.jobs = jobs;
        this.workspace = workspace;
        this.warehouse = warehouse;
        this.clock = clock;
    }

    DoctorCheck check() {
        return Workspace.check(CheckName.FRESHNESS, () -> warehouse.isPresent() ? byRows(warehouse.get()) : byRuns());
    }

    private List<CheckResult> byRuns() {
        List<CheckResult> findings = new ArrayList<>();
        for (Map.Entry<String, Jobs.Job> job : jobs.found().entrySet()) {
            Optional<BaseRun> last = jobs.last(job.getValue(), true);
            boolean active = jobs.isActive(job.getValue());
            for (TableConfig table : job.getValue().tables()) {
                findings.add(byRun(table, job.getKey(), last, active));
            }
        }
        if (findings.isEmpty()) {
            throw new DoctorCheck.NotNow("there is no job; --warehouse-id looks at the rows");
        }
        return findings;
    }

    private CheckResult byRun(TableConfig table, String job, Optional<BaseRun> last, boolean active) {
        if (active && table.bronze().ingest() instanceof IngestConfig.Continuous) {
            return CheckResult.ok(CheckName.FRESHNESS, table.name(), job + " is at work");
        }
        if (last.isEmpty()) {
            return CheckResult.of(CheckName.FRESHNESS, Fault.STALE, table.name(), job + " has no successful run");
        }
        Instant end = Instant.ofEpochMilli(last.get().getEndTime());
        return judge(table, end, "the last successful run of " + job + " ended ");
    }

    private CheckResult judge(TableConfig table, Instant last, String what) {
        // What starts the job is new files: that there are none is no reason to worry.
        boolean due = !(table.bronze().ingest() instanceof IngestConfig.OnArrival);
        Duration age = Duration.between(last, clock.instant());
        String words = what + age.toMinutes() + " minutes ago";
        return due && age.compareTo(Provisioned.rhythm(table).plus(GRACE)) > 0
                ? CheckResult.of(CheckName.FRESHNESS, Fault.STALE, table.name(), words)
                : CheckResult.ok(CheckName.FRESHNESS, table.name(), words);
    }

    private List<CheckResult> byRows(String id) throws InterruptedException {
        List<CheckResult> findings = new ArrayList<>();
        for (TableConfig table : config.tables().values()) {
            findings.add(byRows(id, table));
        }
        return findings;
    }

    private CheckResult byRows(String id, TableConfig table) throws InterruptedException {
        StatementResponse answer = newest(id, table);
        if (answer.getStatus().getState() != StatementState.SUCCEEDED) {
            String code = answer.getStatus().getError() == null
                    ? ""
                    : String.valueOf(answer.getStatus().getError().getMessage());
            return code.contains(NO_TABLE)
                    ? CheckResult.of(CheckName.FRESHNESS, Fault.TABLE_MISSING, table.name(), "")
                    : CheckResult.of(
                            CheckName.FRESHNESS,
                            Fault.WORKSPACE_FAILED,
                            table.name(),
                            answer.getStatus().getState()
                                    + (code.startsWith("[") ? " " + code.split("]", 2)[0] + "]" : ""));
        }
        String newest =
                answer.getResult().getDataArray().iterator().next().iterator().next();
        return newest == null
                ? CheckResult.of(CheckName.FRESHNESS, Fault.STALE, table.name(), "it has no rows")
                : judge(table, Instant.ofEpochSecond(Long.parseLong(newest)), "its newest row came ");
    }

    private StatementResponse newest(String id, TableConfig table) throws InterruptedException {
        String statement = "SELECT CAST(unix_timestamp(max(" + MetadataColumns.LOAD_TIMESTAMP + ")) AS STRING) FROM `"
                + names.bronze().replace(".", "`.`") + "`.`" + table.name() + "`";
        return new Statements(workspace.client().statementExecution(), PAUSE)
                .run(new ExecuteStatementRequest()
                        .setWarehouseId(id)
                        .setStatement(statement)
                        .setDisposition(Disposition.INLINE)
                        .setFormat(Format.JSON_ARRAY)
                        .setWaitTimeout("0s"));
    }
}
