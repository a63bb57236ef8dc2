package io.landfall.databricks.checkup;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.Task;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The jobs of the workspace that ingest the configuration's tables and keep house, asked for once. */
final class Jobs {
    private static final String BRONZE = "io.landfall.bronze.BronzeJob";
    private static final String MAINTENANCE = "io.landfall.bronze.MaintenanceJob";
    private static final long RUNS = 25;

    private final Provisioned names;
    private final Workspace workspace;
    private Optional<Map<String, Job>> known = Optional.empty();

    Jobs(LandfallConfig config, Workspace workspace) {
        this.names = new Provisioned(config);
        this.workspace = workspace;
    }

    /**
     * A job.
     *
     * @param program the main class of its tasks
     * @param tables that it is to ingest; none if it keeps house
     */
    record Job(long id, JobSettings settings, String program, List<TableConfig> tables) {
        /** Who it runs as; empty if it does not name a service principal. */
        Optional<String> principal() {
            return Optional.ofNullable(settings.getRunAs())
                    .map(runAs -> runAs.getServicePrincipalName())
                    .filter(name -> !name.isEmpty());
        }

        Collection<Task> tasks() {
            return settings.getTasks() == null ? List.of() : settings.getTasks();
        }
    }

    /** The name of the one that keeps house, which there may be. */
    String maintenance() {
        return names.maintenance();
    }

    /** The name of the one that compares what landed with what is ingested, which there may be. */
    String ledger() {
        return names.ledger();
    }

    /** Those that there should be, with their tables. */
    Map<String, List<TableConfig>> expected() {
        return names.jobs();
    }

    /** Those that there are, by name. */
    synchronized Map<String, Job> found() {
        if (known.isEmpty()) {
            Map<String, Job> jobs = new TreeMap<>();
            expected().forEach((name, tables) -> find(name, BRONZE, tables).ifPresent(job -> jobs.put(name, job)));
            for (String name : List.of(maintenance(), ledger())) {
                find(name, MAINTENANCE, List.of()).ifPresent(job -> jobs.put(name, job));
            }
            known = Optional.of(jobs);
        }
        return known.get();
    }

    private Optional<Job> find(String name, String program, List<TableConfig> tables) {
        Iterator<BaseJob> jobs = workspace
                .client()
                .jobs()
                .list(new ListJobsRequest().setName(name))
                .iterator();
        if (!jobs.hasNext()) {
            return Optional.empty();
        }
        long id = jobs.next().getJobId();
        return Optional.of(new Job(id, workspace.client().jobs().get(id).getSettings(), program, tables));
    }

    /** Whether a run is at work. */
    boolean isActive(Job job) {
        return workspace
                .client()
                .jobs()
                .listRuns(new ListRunsRequest()
                        .setJobId(job.id())
                        .setActiveOnly(true)
                        .setLimit(1L))
                .iterator()
                .hasNext();
    }

    /** The last run that ended, not counting those that gave way to another. */
    Optional<BaseRun> last(Job job, boolean succeeded) {
        Iterator<BaseRun> runs = workspace
                .client()
                .jobs()
                .listRuns(new ListRunsRequest()
                        .setJobId(job.id())
                        .setCompletedOnly(true)
                        .setLimit(RUNS))
                .iterator();
        for (int i = 0; i < RUNS && runs.hasNext(); i++) {
            BaseRun run = runs.next();
            boolean counts = succeeded
                    ? run.getState().getResultState() == RunResultState.SUCCESS
                    : run.getState().getLifeCycleState() != RunLifeCycleState.SKIPPED;
            if (counts) {
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }
}
