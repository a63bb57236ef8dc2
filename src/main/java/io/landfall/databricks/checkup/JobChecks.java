package io.landfall.databricks.checkup;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.PauseStatus;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.Task;
import io.landfall.config.TableConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the jobs are there, are not paused, and how they ended. */
final class JobChecks {
    private final Jobs jobs;

    JobChecks(Jobs jobs) {
        this.jobs = jobs;
    }

    List<DoctorCheck> checks() {
        return List.of(
                Workspace.check(CheckName.JOBS, this::jobs),
                Workspace.check(CheckName.RUNS, () -> jobs.found().entrySet().stream()
                        .map(job -> run(job.getKey(), job.getValue()))
                        .toList()));
    }

    private List<CheckResult> jobs() {
        List<CheckResult> findings = new ArrayList<>();
        jobs.expected().keySet().forEach(name -> findings.addAll(job(name, Fault.JOB_MISSING)));
        findings.addAll(job(jobs.maintenance(), Fault.MAINTENANCE_MISSING));
        findings.addAll(job(jobs.ledger(), Fault.LEDGER_MISSING));
        return findings;
    }

    private List<CheckResult> job(String name, Fault missing) {
        return Optional.ofNullable(jobs.found().get(name))
                .map(job -> job(name, job))
                .orElseGet(() -> List.of(CheckResult.of(CheckName.JOBS, missing, name, "")));
    }

    private static List<CheckResult> job(String name, Jobs.Job job) {
        List<CheckResult> findings = new ArrayList<>();
        Set<PauseStatus> starts = starts(job.settings());
        if (starts.isEmpty()) {
            findings.add(CheckResult.of(CheckName.JOBS, Fault.JOB_PAUSED, name, "it has no schedule and no trigger"));
        } else if (starts.contains(PauseStatus.PAUSED)) {
            findings.add(CheckResult.of(CheckName.JOBS, Fault.JOB_PAUSED, name, ""));
        }
        Set<String> tasks = job.tasks().stream().map(Task::getTaskKey).collect(Collectors.toSet());
        job.tables().stream()
                .map(TableConfig::name)
                .filter(table -> !tasks.contains(table))
                .forEach(table -> findings.add(CheckResult.of(CheckName.JOBS, Fault.TABLE_NOT_INGESTED, name, table)));
        return findings.isEmpty()
                ? List.of(CheckResult.ok(
                        CheckName.JOBS,
                        name,
                        (job.tables().isEmpty() ? "runs " : "ingests ") + String.join(", ", tasks)))
                : findings;
    }

    /** Whether each of what starts the job is paused. */
    private static Set<PauseStatus> starts(JobSettings settings) {
        return Stream.of(
                        Optional.ofNullable(settings.getContinuous()).map(start -> start.getPauseStatus()),
                        Optional.ofNullable(settings.getSchedule()).map(start -> start.getPauseStatus()),
                        Optional.ofNullable(settings.getTrigger()).map(start -> start.getPauseStatus()))
                .flatMap(Optional::stream)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** What a run says about its end is not repeated: it may quote a value. */
    private CheckResult run(String name, Jobs.Job job) {
        Optional<BaseRun> last = jobs.last(job, false);
        if (last.isEmpty()) {
            return jobs.isActive(job)
                    ? CheckResult.ok(CheckName.RUNS, name, "its first run is at work")
                    : CheckResult.of(CheckName.RUNS, Fault.NEVER_RAN, name, "");
        }
        RunResultState result = last.get().getState().getResultState();
        String detail = result + " at " + Instant.ofEpochMilli(ended(last.get()));
        return result == RunResultState.SUCCESS
                ? CheckResult.ok(CheckName.RUNS, name, detail)
                : CheckResult.of(
                        CheckName.RUNS,
                        Fault.RUN_FAILED,
                        name,
                        detail + ", " + last.get().getRunPageUrl());
    }

    private static long ended(BaseRun run) {
        return run.getEndTime() == null ? run.getStartTime() : run.getEndTime();
    }
}
