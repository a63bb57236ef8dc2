package io.landfall.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabricksSecretsTest {
    private static WorkspaceClient workspace(URI uri) {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(uri.toString())
                .setToken("TOKEN")
                .setAuthType("pat")
                .setDisableRetries(true)
                .setHttpTimeoutSeconds(1));
    }

    private static DatabricksSecrets at(Answers answers) {
        return new DatabricksSecrets(() -> workspace(answers.uri()));
    }

    @Test
    void shouldAskForScopeAndKeyAndDecodeTheValue() {
        try (Answers answers = Answers.with(200, "{\"key\":\"jaas\",\"value\":\"aHVudGVyMg==\"}")) {
            assertThat(at(answers).lookup("kafka/jaas/v2"))
                    .isEqualTo(new SecretSource.Lookup.Found(Secret.of("hunter2")));

            assertThat(answers.requests())
                    .filteredOn(request -> request.uri().contains("/secrets/get"))
                    .singleElement()
                    .satisfies(request -> {
                        assertThat(request.uri()).contains("scope=kafka").contains("key=jaas");
                        assertThat(request.authorization()).isEqualTo("Bearer TOKEN");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "401 | {\"error_code\":\"X\",\"message\":\"hunter2\"} | Databricks refuses access (HTTP 401)",
                "403 | {\"error_code\":\"PERMISSION_DENIED\",\"message\":\"hunter2\"} | Databricks refuses access (HTTP 403)",
                "404 | {\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"hunter2\"} | Databricks has no such scope or key (HTTP 404)",
                "500 | {\"error_code\":\"INTERNAL_ERROR\",\"message\":\"hunter2\"} | Databricks answered with an error (HTTP 500)",
                "200 | {\"key\":\"k\"} | Databricks answered without a value",
                "200 | {\"key\":\"k\",\"value\":\"hunter2!\"} | Databricks answered with a value that is not Base64",
            })
    void shouldSayWhyThereIsNoValue(int status, String body, String why) {
        try (Answers answers = Answers.with(status, body)) {
            assertThat(at(answers).lookup("scope/key")).isEqualTo(new SecretSource.Lookup.NotFound(why));
        }
    }

    @Test
    void shouldGiveUpWaiting() {
        try (Answers answers = Answers.never()) {
            assertThat(at(answers).lookup("scope/key"))
                    .isEqualTo(new SecretSource.Lookup.NotFound(
                            "Databricks does not answer, or the SDK finds no host or credentials for it"));
        }
    }

    @Test
    void shouldConnectOnceAndOnlyWhenAsked() {
        AtomicInteger connections = new AtomicInteger();
        try (Answers answers = Answers.with(200, "{\"value\":\"\"}")) {
            DatabricksSecrets secrets = new DatabricksSecrets(() -> {
                connections.incrementAndGet();
                return workspace(answers.uri());
            });
            assertThat(secrets.lookup("no-slash")).isEqualTo(new SecretSource.Lookup.NotFound("it must be scope/key"));
            assertThat(connections).hasValue(0);

            secrets.lookup("a/b");
            secrets.lookup("a/c");
            assertThat(connections).hasValue(1);
        }
    }
}
