package io.landfall.databricks.checkup;

import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.compute.ClusterDetails;
import com.databricks.sdk.service.compute.ListClustersRequest;
import com.databricks.sdk.service.iam.MeRequest;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** The checks of a workspace. */
public final class WorkspaceChecks {
    private final LandfallConfig config;
    private final Question question;
    private final Workspace workspace;
    private final Clock clock;

    /**
     * What to compare the workspace with.
     *
     * @param landingRoot resolved; asked for by the checks that need it
     * @param landed the schema in which a table's rows land; empty if it cannot be told
     * @param warehouse a SQL warehouse that may be asked about rows
     * @param version of this program; empty for a development build
     */
    public record Question(
            Supplier<String> landingRoot,
            Function<TableConfig, Optional<Schema>> landed,
            Optional<String> warehouse,
            Optional<String> version) {}

    WorkspaceChecks(LandfallConfig config, Question question, DatabricksConfig login, Duration timeout, Clock clock) {
        this.config = config;
        this.question = question;
        this.workspace = new Workspace(login, timeout);
        this.clock = clock;
    }

    /**
     * Checks of the workspace that the SDK's usual settings ({@code DATABRICKS_HOST}, …) name; they have asked nothing yet.
     *
     * @param timeout of a check
     */
    public static WorkspaceChecks standard(LandfallConfig config, Question question, Duration timeout, Clock clock) {
        return new WorkspaceChecks(config, question, new DatabricksConfig(), timeout, clock);
    }

    /** All of them. */
    public List<DoctorCheck> checks() {
        Jobs jobs = new Jobs(config, workspace);
        List<DoctorCheck> checks = new ArrayList<>();
        checks.add(Workspace.check(CheckName.LOGIN, this::login));
        checks.add(Workspace.check(CheckName.CLUSTERS, this::clusters));
        checks.addAll(new Catalog(config, question.landingRoot(), workspace).checks());
        checks.addAll(new JobChecks(jobs).checks());
        checks.add(new Grants(config, jobs, workspace).check());
        checks.addAll(new ProgramChecks(jobs, workspace, question.version()).checks());
        checks.add(new SecretScopes(config, workspace).check());
        checks.add(new Tables(config, question.landed(), workspace).check());
        checks.add(new FreshnessChecks(config, jobs, workspace, question.warehouse(), clock).check());
        return checks;
    }

    private List<CheckResult> login() {
        String user = workspace.client().currentUser().me(new MeRequest()).getUserName();
        return List.of(CheckResult.ok(
                CheckName.LOGIN, "", user + " at " + workspace.client().config().getHost()));
    }

    private List<CheckResult> clusters() {
        int clusters = 0;
        for (ClusterDetails cluster : workspace.client().clusters().list(new ListClustersRequest())) {
            clusters += cluster.getClusterId() == null ? 0 : 1;
        }
        return List.of(CheckResult.ok(CheckName.CLUSTERS, "", clusters + (clusters == 1 ? " cluster" : " clusters")));
    }
}
