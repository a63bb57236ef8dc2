package io.landfall.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.core.DatabricksConfig;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabricksSecretsTest {
    private static DatabricksSecrets at(URI uri, Duration timeout) {
        DatabricksConfig config = new DatabricksConfig()
                .setHost(uri.toString())
                .setToken("TOKEN")
                .setAuthType("pat")
                .setDisableRetries(true)
                .setHttpTimeoutSeconds(1);
        return new DatabricksSecrets(config, timeout);
    }

    private static DatabricksSecrets at(Answers answers) {
        return at(answers.uri(), Duration.ofSeconds(20));
    }

    @Test
    void shouldAskForScopeAndKeyAndDecodeTheValue() {
        try (Answers answers = Answers.with(200, "{\"key\":\"jaas\",\"value\":\"aHVudGVyMg==\"}")) {
            assertThat(at(answers).lookup("kafka/jaas/v 2"))
                    .isEqualTo(new SecretSource.Lookup.Found(Secret.of("hunter2")));

            assertThat(answers.requests())
                    .filteredOn(request -> request.uri().contains("/secrets/get"))
                    .singleElement()
                    .satisfies(request -> {
                        assertThat(request.uri()).endsWith("/api/2.0/secrets/get?scope=kafka&key=jaas%2Fv+2");
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
                "200 | hunter2 | Databricks answered with something that is not JSON",
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
            assertThat(at(answers.uri(), Duration.ofMillis(200)).lookup("scope/key"))
                    .isEqualTo(new SecretSource.Lookup.NotFound("Databricks does not answer in time"));
        }
    }

    @Test
    void shouldSayThatNobodyIsThere() {
        URI gone;
        try (Answers answers = Answers.never()) {
            gone = answers.uri();
        }

        assertThat(at(gone, Duration.ofSeconds(5)).lookup("scope/key"))
                .isEqualTo(new SecretSource.Lookup.NotFound("Databricks cannot be reached (ConnectException)"));
    }

    @Test
    void shouldSayThatThereAreNoCredentials() {
        DatabricksConfig config =
                new DatabricksConfig().setHost("http://127.0.0.1:1").setAuthType("none");
        DatabricksSecrets secrets = new DatabricksSecrets(config, Duration.ofSeconds(1));

        assertThat(secrets.lookup("scope/key"))
                .isEqualTo(new SecretSource.Lookup.NotFound(
                        "the Databricks SDK finds no workspace, or no credentials for it"));
        assertThat(secrets.lookup("no-slash")).isEqualTo(new SecretSource.Lookup.NotFound("it must be scope/key"));
    }

    @Test
    void shouldKeepTheValueOutOfTheSdksDebugLog() {
        StringWriter log = new StringWriter();
        WriterAppender appender = WriterAppender.newBuilder()
                .setName("test")
                .setTarget(log)
                .setLayout(PatternLayout.newBuilder().withPattern("%m%n").build())
                .build();
        appender.start();
        ((Logger) LogManager.getLogger("com.databricks.sdk")).addAppender(appender);
        Configurator.setLevel("com.databricks.sdk", Level.DEBUG);
        try (Answers answers = Answers.with(200, "{\"key\":\"jaas\",\"value\":\"aHVudGVyMg==\"}")) {
            at(answers).lookup("kafka/jaas");
        } finally {
            ((LoggerContext) LogManager.getContext(false)).reconfigure();
        }

        assertThat(log.toString()).isNotEmpty().doesNotContain("aHV", "hunter2");
    }
}
