package io.landfall.databricks;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.service.sql.Disposition;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequestOnWaitTimeout;
import com.databricks.sdk.service.sql.Format;
import com.databricks.sdk.service.sql.ResultData;
import com.databricks.sdk.service.sql.StatementExecutionAPI;
import com.databricks.sdk.service.sql.StatementParameterListItem;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import io.landfall.reconcile.BronzeSource;
import io.landfall.reconcile.ReconcileException;
import io.landfall.record.MetadataColumns;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bronze tables in Unity Catalog: a SQL warehouse counts their rows. */
public final class WarehouseBronze implements BronzeSource {
    /** Keeps a statement's result well below the 25 MiB that it may have inline. */
    static final int PAGE = 50_000;

    private static final String NO_TABLE = "[TABLE_OR_VIEW_NOT_FOUND]";

    private final StatementExecutionAPI api;
    private final Statements statements;
    private final String warehouse;
    private final String prefix;

    /**
     * Tables of a schema.
     *
     * @param pause between two questions whether a statement has ended
     */
    WarehouseBronze(DatabricksConfig workspace, String warehouse, String catalog, String schema, Duration pause) {
        this.api = new WorkspaceClient(workspace).statementExecution();
        this.statements = new Statements(api, pause);
        this.warehouse = warehouse;
        this.prefix = quote(catalog) + "." + quote(schema) + ".";
    }

    /**
     * Tables of a schema, in the workspace that the SDK's usual settings ({@code DATABRICKS_HOST}, …) name.
     *
     * @throws ReconcileException if they name none
     */
    @SuppressWarnings("UnusedException") // it may show how it tried to log in
    public static WarehouseBronze standard(String warehouse, String catalog, String schema) {
        try {
            return new WarehouseBronze(new DatabricksConfig(), warehouse, catalog, schema, Duration.ofSeconds(2));
        } catch (DatabricksException e) {
            throw noLogin();
        }
    }

    private static ReconcileException noLogin() {
        return new ReconcileException("the Databricks SDK finds no workspace, or no credentials for it");
    }

    private static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    @SuppressWarnings("UnusedException") // it may show how it tried to log in
    public void read(String table, Consumer<Batch> batches) {
        try {
            Optional<String> after = Optional.empty();
            do {
                after = page(table, after, batches);
            } while (after.isPresent());
        } catch (DatabricksError e) {
            throw new ReconcileException("Databricks: " + e.getMessage(), e);
        } catch (DatabricksException e) {
            throw noLogin();
        }
    }

    /** Reads a page, and says after which batch the next one begins; empty if there is none. */
    private Optional<String> page(String table, Optional<String> after, Consumer<Batch> batches) {
        StatementResponse answer = run(request(table, after));
        if (answer.getStatus().getState() != StatementState.SUCCEEDED) {
            String problem = answer.getStatus().getError() == null
                    ? answer.getStatus().getState().toString()
                    : answer.getStatus().getError().getMessage();
            if (problem.contains(NO_TABLE)) {
                return Optional.empty(); // nothing was ingested yet
            }
            throw new ReconcileException("Databricks cannot count the rows of " + table + ": " + problem);
        }
        long rows = 0;
        String last = "";
        for (ResultData chunk = answer.getResult(); chunk != null; chunk = next(answer, chunk)) {
            for (Collection<String> row : rows(chunk)) {
                Batch batch = batch(row);
                batches.accept(batch);
                last = batch.id();
                rows++;
            }
        }
        return rows < PAGE ? Optional.empty() : Optional.of(last);
    }

    private ExecuteStatementRequest request(String table, Optional<String> after) {
        String id = MetadataColumns.BATCH_ID;
        String offset = "coalesce(" + MetadataColumns.SOURCE_OFFSET + ", -1)";
        String statement = "SELECT coalesce(" + id + ", ''), count(*), count(DISTINCT " + offset + "), min(" + offset
                + "), max(" + offset + ") FROM " + prefix + quote(table)
                + (after.isPresent() ? " WHERE " + id + " > :after" : "")
                + " GROUP BY " + id + " ORDER BY " + id + " NULLS FIRST LIMIT " + PAGE;
        return new ExecuteStatementRequest()
                .setWarehouseId(warehouse)
                .setStatement(statement)
                .setParameters(after.map(value -> List.of(new StatementParameterListItem()
                                .setName("after")
                                .setValue(value)))
                        .orElse(List.of()))
                .setDisposition(Disposition.INLINE)
                .setFormat(Format.JSON_ARRAY)
                .setWaitTimeout("30s")
                .setOnWaitTimeout(ExecuteStatementRequestOnWaitTimeout.CONTINUE);
    }

    private StatementResponse run(ExecuteStatementRequest request) {
        try {
            return statements.run(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReconcileException("interrupted while waiting for Databricks", e);
        }
    }

    private @Nullable ResultData next(StatementResponse answer, ResultData chunk) {
        return chunk.getNextChunkIndex() == null
                ? null
                : api.getStatementResultChunkN(answer.getStatementId(), chunk.getNextChunkIndex());
    }

    private static Collection<Collection<String>> rows(ResultData chunk) {
        return chunk.getDataArray() == null ? List.of() : chunk.getDataArray();
    }

    private static Batch batch(Collection<String> row) {
        Iterator<String> cells = row.iterator();
        return new Batch(
                cells.next(),
                Long.parseLong(cells.next()),
                Long.parseLong(cells.next()),
                Long.parseLong(cells.next()),
                Long.parseLong(cells.next()));
    }
}
