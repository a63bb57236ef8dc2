package io.landfall.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsSecretsTest {
    private static AwsSecrets at(URI endpoint, Duration timeout) {
        return new AwsSecrets(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "SECRET")),
                () -> "eu-central-1",
                Optional.of(endpoint),
                timeout);
    }

    private static AwsSecrets at(Answers answers) {
        return at(answers.uri(), Duration.ofSeconds(20));
    }

    @Test
    void shouldAskWithASignedRequest() {
        try (Answers answers = Answers.with(200, "{\"Name\":\"x\",\"SecretString\":\"hunter2\\n\"}")) {
            assertThat(at(answers).lookup("kafka/prod")).isEqualTo(found("hunter2\n"));

            assertThat(answers.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.target()).isEqualTo("secretsmanager.GetSecretValue");
                assertThat(request.body()).isEqualTo("{\"SecretId\":\"kafka/prod\"}");
                assertThat(request.authorization())
                        .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                        .contains("/eu-central-1/secretsmanager/aws4_request", "x-amz-target", "host");
            });
        }
    }

    @Test
    void shouldReadBinarySecretsAsText() {
        try (Answers answers = Answers.with(200, "{\"SecretBinary\":\"aHVudGVyMg==\"}")) {
            assertThat(at(answers).lookup("x")).isEqualTo(found("hunter2"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "403 | {\"message\":\"hunter2\"} | AWS Secrets Manager refuses (HTTP 403)",
                "404 | not json, hunter2 | AWS Secrets Manager refuses (HTTP 404)",
                "400 | {\"__type\":\"ResourceNotFoundException\",\"Message\":\"hunter2\"} | AWS Secrets Manager refuses (HTTP 400, ResourceNotFoundException)",
                "400 | {\"__type\":\"com.amazon#AccessDeniedException\"} | AWS Secrets Manager refuses (HTTP 400, AccessDeniedException)",
                "500 | {\"__type\":\"hunter2 is the value\"} | AWS Secrets Manager refuses (HTTP 500)",
                "200 | {\"SecretBinary\":\"hunter2!\"} | AWS Secrets Manager answered with a value that is not Base64",
                "200 | {} | AWS Secrets Manager answered without a value",
                "200 | hunter2 | AWS Secrets Manager answered without a value",
            })
    void shouldSayWhyThereIsNoValue(int status, String body, String why) {
        try (Answers answers = Answers.with(status, body)) {
            assertThat(at(answers).lookup("x")).isEqualTo(new SecretSource.Lookup.NotFound(why));
        }
    }

    @Test
    void shouldGiveUpWaiting() {
        try (Answers answers = Answers.never()) {
            assertThat(at(answers.uri(), Duration.ofMillis(200)).lookup("x"))
                    .isEqualTo(new SecretSource.Lookup.NotFound("AWS Secrets Manager does not answer in time"));
        }
    }

    @Test
    void shouldSayThatNobodyIsThere() {
        URI gone;
        try (Answers answers = Answers.never()) {
            gone = answers.uri();
        }

        assertThat(at(gone, Duration.ofSeconds(5)).lookup("x"))
                .isEqualTo(
                        new SecretSource.Lookup.NotFound("AWS Secrets Manager cannot be reached (ConnectException)"));
    }

    @Test
    void shouldSayThatThereIsNoRegion() {
        Supplier<String> none = () -> {
            throw SdkClientException.create("no region in any of …");
        };
        AwsSecrets secrets =
                new AwsSecrets(AnonymousCredentialsProvider.create(), none, Optional.empty(), Duration.ofSeconds(1));

        assertThat(secrets.lookup("x"))
                .isEqualTo(new SecretSource.Lookup.NotFound("the AWS SDK finds no region or no credentials"));
    }

    private static SecretSource.Lookup found(String value) {
        return new SecretSource.Lookup.Found(Secret.of(value));
    }
}
