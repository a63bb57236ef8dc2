package io.landfall.databricks;

import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.service.sql.CancelExecutionRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.StatementExecutionAPI;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import java.time.Duration;

/**
 * Runs SQL statements. One whose end is not waited for is cancelled, as long as the process lives, so that it keeps no
 * warehouse busy.
 */
public final class Statements {
    private final StatementExecutionAPI api;
    private final Duration pause;

    /**
     * Statements of a workspace.
     *
     * @param pause between two questions whether a statement has ended
     */
    public Statements(StatementExecutionAPI api, Duration pause) {
        this.api = api;
        this.pause = pause;
    }

    /**
     * Runs a statement to its end, which need not be a success.
     *
     * @throws InterruptedException if interrupted while waiting for the end
     * @throws DatabricksException if the workspace does not say how it goes
     */
    public StatementResponse run(ExecuteStatementRequest request) throws InterruptedException {
        StatementResponse latest = api.executeStatement(request);
        String id = latest.getStatementId();
        try {
            while (isActive(latest)) {
                Thread.sleep(pause.toMillis());
                latest = api.getStatement(id);
            }
            return latest;
        } finally {
            if (isActive(latest)) {
                cancel(id);
            }
        }
    }

    private static boolean isActive(StatementResponse answer) {
        StatementState state = answer.getStatus().getState();
        return state == StatementState.PENDING || state == StatementState.RUNNING;
    }

    private void cancel(String id) {
        try {
            api.cancelExecution(new CancelExecutionRequest().setStatementId(id));
        } catch (DatabricksException ignored) {
            // Why nobody waits any more is what there is to say.
        }
    }
}
