package io.landfall.databricks.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.core.DatabricksConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.Diagnosis;
import io.landfall.doctor.DiagnosisJson;
import io.landfall.doctor.Doctor;
import io.landfall.doctor.Fault;
import io.landfall.doctor.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDK's ways to log in, against a workspace on this machine; those by token are in {@link WorkspaceChecksTest}. */
class WorkspaceLoginTest {
    private static final String SECRET = "hunter2";
    private static final String TOKEN = "a-token";

    @TempDir
    Path folder;

    private LandfallConfig config;

    @BeforeEach
    void configure() throws IOException {
        config = ConfigLoader.load(
                Files.writeString(
                        folder.resolve("landfall.yaml"),
                        """
                        application: inventory
                        source_system: PG
                        environments: { production: { bronze: { catalog: prod } } }
                        kafka: { bootstrap_servers: localhost:9092 }
                        schema_registry: { url: http://localhost:8081 }
                        landing: { root: s3://landing/app }
                        tables: { bz_orders: { topic: orders } }
                        """),
                Optional.of("production"));
    }

    private Diagnosis examine(DatabricksConfig login) {
        WorkspaceChecks.Question question = new WorkspaceChecks.Question(
                () -> "s3://landing/app", table -> Optional.empty(), Optional.empty(), Optional.empty());
        Duration timeout = Duration.ofSeconds(30);
        return Doctor.examine(
                new WorkspaceChecks(config, question, login, timeout, Clock.systemUTC()).checks(), timeout);
    }

    private static DatabricksConfig client(FakeWorkspace workspace) {
        return new DatabricksConfig()
                .setHost(workspace.url())
                .setClientId("a-client")
                .setClientSecret(SECRET);
    }

    private DatabricksConfig profile(String name, String profiles) throws IOException {
        Path file = Files.writeString(folder.resolve(".databrickscfg"), profiles);
        return new DatabricksConfig().setConfigFile(file.toString()).setProfile(name);
    }

    private static CheckResult login(Diagnosis diagnosis) {
        assertThat(DiagnosisJson.of(diagnosis)).doesNotContain(SECRET, TOKEN);
        List<CheckResult> findings = diagnosis.findings().stream()
                .filter(finding -> finding.check() == CheckName.LOGIN)
                .toList();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void shouldLogInWithClientIdAndSecret() {
        try (FakeWorkspace workspace = new FakeWorkspace().tokens(TOKEN)) {
            CheckResult login = login(examine(client(workspace)));

            assertThat(login.status()).isEqualTo(Status.OK);
            assertThat(login.found()).isEqualTo("ada@example.com at " + workspace.url());
            assertThat(workspace.bearers()).containsExactly("Bearer " + TOKEN);
            assertThat(workspace.requests())
                    .contains("GET /oidc/.well-known/oauth-authorization-server", "POST " + FakeWorkspace.TOKENS);
        }
    }

    @Test
    void shouldLogInWithAProfile() throws IOException {
        try (FakeWorkspace workspace = new FakeWorkspace()) {
            DatabricksConfig login = profile(
                    "lake",
                    """
                    [DEFAULT]
                    host = http://127.0.0.1:1
                    token = other
                    [lake]
                    host = %s
                    token = %s
                    """
                            .formatted(workspace.url(), TOKEN));

            assertThat(login(examine(login)).status()).isEqualTo(Status.OK);
            assertThat(workspace.bearers()).containsExactly("Bearer " + TOKEN);
        }
    }

    @Test
    void shouldLogInWithTheClientOfAProfile() throws IOException {
        try (FakeWorkspace workspace = new FakeWorkspace().tokens(TOKEN)) {
            DatabricksConfig login = profile(
                    "lake",
                    """
                    [lake]
                    host = %s
                    client_id = a-client
                    client_secret = %s
                    """
                            .formatted(workspace.url(), SECRET));

            assertThat(login(examine(login)).status()).isEqualTo(Status.OK);
            assertThat(workspace.bearers()).containsExactly("Bearer " + TOKEN);
        }
    }

    @Test
    void shouldSayThatAClientIsRefused() {
        try (FakeWorkspace workspace = new FakeWorkspace().tokens(TOKEN)) {
            workspace.put(
                    FakeWorkspace.TOKENS,
                    401,
                    "{\"error\":\"invalid_client\",\"error_description\":\"secret hunter2 of a-client is wrong\"}");

            refused(examine(client(workspace)));
            assertThat(workspace.bearers()).isEmpty();
        }
    }

    @Test
    void shouldSayThatAProfileIsNotThere() throws IOException {
        try (FakeWorkspace workspace = new FakeWorkspace()) {
            refused(examine(profile("lake", "[DEFAULT]\nhost = %s\ntoken = hunter2\n".formatted(workspace.url()))));
        }
    }

    private static void refused(Diagnosis diagnosis) {
        CheckResult login = login(diagnosis);
        assertThat(login.fault()).contains(Fault.WORKSPACE_LOGIN);
        assertThat(login.remedy()).isNotEmpty();
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.check() != CheckName.LOGIN)
                .allMatch(finding -> finding.status() == Status.SKIPPED);
    }
}
