package io.landfall.secret;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.service.workspace.GetSecretRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * {@code ${databricks:scope/key}}: a secret of the workspace that the SDK's usual settings ({@code DATABRICKS_HOST}, …)
 * name. Its values come in Base64.
 */
final class DatabricksSecrets implements SecretSource {
    private static final int TIMEOUT_SECONDS = 20;
    private static final String SILENCE = "Databricks does not answer, or the SDK finds no host or credentials for it";

    /** The SDK's own error code, beside those of the server. */
    private static final String NO_ANSWER = "IO_ERROR";

    private final Supplier<WorkspaceClient> connect;
    private WorkspaceClient workspace;

    /** A source that connects when it is first asked. */
    DatabricksSecrets(Supplier<WorkspaceClient> connect) {
        this.connect = connect;
    }

    static DatabricksSecrets standard() {
        return new DatabricksSecrets(
                () -> new WorkspaceClient(new DatabricksConfig().setHttpTimeoutSeconds(TIMEOUT_SECONDS)));
    }

    @Override
    public Lookup lookup(String name) {
        int slash = name.indexOf('/');
        if (slash <= 0 || slash == name.length() - 1) {
            return new Lookup.NotFound("it must be scope/key");
        }
        GetSecretRequest request =
                new GetSecretRequest().setScope(name.substring(0, slash)).setKey(name.substring(slash + 1));
        try {
            return decoded(workspace().secrets().getSecret(request).getValue());
        } catch (DatabricksError e) {
            return new Lookup.NotFound(e.getErrorCode().equals(NO_ANSWER) ? SILENCE : why(e.getStatusCode()));
        } catch (DatabricksException e) {
            // Its message may say how it tried to log in.
            return new Lookup.NotFound(SILENCE);
        }
    }

    private synchronized WorkspaceClient workspace() {
        if (workspace == null) {
            workspace = connect.get();
        }
        return workspace;
    }

    private static Lookup decoded(String value) {
        if (value == null) {
            return new Lookup.NotFound("Databricks answered without a value");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(value);
            return new Lookup.Found(Secret.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return new Lookup.NotFound("Databricks answered with a value that is not Base64");
        }
    }

    private static String why(int status) {
        return switch (status) {
            case 401, 403 -> "Databricks refuses access (HTTP " + status + ")";
            case 404 -> "Databricks has no such scope or key (HTTP 404)";
            default -> "Databricks answered with an error (HTTP " + status + ")";
        };
    }
}
