package io.landfall.databricks.checkup;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A client of the workspace, made when it is first needed, and what its errors mean. */
final class Workspace {
    static final String NONE = "no Databricks workspace is configured: set DATABRICKS_HOST, and DATABRICKS_TOKEN or"
            + " DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET; or DATABRICKS_CONFIG_PROFILE";

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    /** The SDK's word for a request that got no answer. */
    private static final String IO_ERROR = "IO_ERROR";

    private final DatabricksConfig config;
    private final Duration timeout;
    private Optional<WorkspaceClient> client = Optional.empty();

    Workspace(DatabricksConfig config, Duration timeout) {
        this.config = config;
        this.timeout = timeout;
    }

    /**
     * The client.
     *
     * @throws DoctorCheck.NotNow if the SDK's usual settings name no workspace
     */
    synchronized WorkspaceClient client() {
        if (client.isEmpty()) {
            config.setHttpTimeoutSeconds(
                            (int) Math.max(1, DoctorCheck.patience(timeout).toSeconds()))
                    .resolve();
            if (config.getHost() == null) {
                throw new DoctorCheck.NotNow(NONE);
            }
            client = Optional.of(new WorkspaceClient(config));
        }
        return client.get();
    }

    /** A check whose errors are told as Databricks means them. */
    static DoctorCheck check(CheckName name, DoctorCheck.Look look) {
        return new DoctorCheck(name, () -> {
            try {
                return look.look();
            } catch (DatabricksException e) {
                return List.of(finding(name, "", e));
            }
        });
    }

    /** A finding about one of several things; that this user may not see this one says nothing about the others. */
    static CheckResult visible(CheckName name, String subject, Supplier<CheckResult> look) {
        try {
            return look.get();
        } catch (DatabricksException e) {
            if (error(e).filter(answer -> answer.getStatusCode() == FORBIDDEN).isPresent()) {
                return finding(name, subject, e);
            }
            throw e;
        }
    }

    /** What there is; empty if the workspace says that there is no such thing. */
    static <T> Optional<T> find(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (DatabricksException e) {
            if (error(e).filter(answer -> answer.getStatusCode() == NOT_FOUND).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static CheckResult finding(CheckName name, String subject, DatabricksException thrown) {
        Optional<DatabricksError> error = error(thrown);
        if (error.isEmpty()) {
            // What it says may show how it tried to log in.
            boolean unreached = thrown.getCause() instanceof IOException;
            return CheckResult.of(name, unreached ? Fault.WORKSPACE_UNREACHABLE : Fault.WORKSPACE_LOGIN, subject, "");
        }
        int status = error.get().getStatusCode();
        String code = Optional.ofNullable(error.get().getErrorCode()).orElse("");
        return switch (status) {
            case UNAUTHORIZED -> CheckResult.of(name, Fault.WORKSPACE_LOGIN, subject, code);
            case FORBIDDEN ->
                name == CheckName.LOGIN
                        ? CheckResult.of(
                                name,
                                Fault.WORKSPACE_BARRED,
                                subject,
                                String.valueOf(error.get().getMessage()))
                        : CheckResult.of(
                                name,
                                Fault.WORKSPACE_DENIED,
                                subject,
                                String.valueOf(error.get().getMessage()));
            case TOO_MANY -> CheckResult.of(name, Fault.WORKSPACE_LIMIT, subject, code);
            default ->
                code.equals(IO_ERROR)
                        ? CheckResult.of(name, Fault.WORKSPACE_UNREACHABLE, subject, "")
                        : CheckResult.of(
                                name, Fault.WORKSPACE_FAILED, subject, ("HTTP " + status + " " + code).strip());
        };
    }

    private static Optional<DatabricksError> error(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabricksError error) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }
}
