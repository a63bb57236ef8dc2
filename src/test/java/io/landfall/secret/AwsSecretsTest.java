package io.landfall.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;

class AwsSecretsTest {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "SECRET"));
    private static final AwsRegionProvider REGION = () -> Region.EU_CENTRAL_1;

    private static AwsSecrets at(URI endpoint, Duration timeout) {
        return new AwsSecrets(CREDENTIALS, REGION, Optional.of(endpoint), timeout);
    }

    private static AwsSecrets at(Answers answers) {
        return at(answers.uri(), Duration.ofSeconds(20));
    }

    private static SecretSource.Lookup found(String value) {
        return new SecretSource.Lookup.Found(Secret.of(value));
    }

    private static SecretSource.Lookup notFound(String why) {
        return new SecretSource.Lookup.NotFound(why);
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
    void shouldAskForArnsAsTheyAre() {
        String arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:kafka/prod-AbCdEf";
        try (Answers answers = Answers.with(200, "{\"SecretString\":\"hunter2\"}")) {
            assertThat(at(answers).lookup(arn)).isEqualTo(found("hunter2"));

            assertThat(answers.requests()).singleElement().satisfies(request -> assertThat(request.body())
                    .isEqualTo("{\"SecretId\":\"" + arn + "\"}"));
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
                "400 | {\"__type\":\"ResourceNotFoundException\",\"Message\":\"hunter2\"} | AWS Secrets Manager has no such secret in eu-central-1 (HTTP 400, ResourceNotFoundException): check its name and the region",
                "400 | {\"__type\":\"com.amazon#AccessDeniedException\",\"Message\":\"hunter2\"} | AWS Secrets Manager denies access (HTTP 400, AccessDeniedException): allow secretsmanager:GetSecretValue on this secret",
                "400 | {\"__type\":\"DecryptionFailure\"} | AWS Secrets Manager cannot decrypt the secret (HTTP 400, DecryptionFailure): allow kms:Decrypt on its key",
                "400 | {\"__type\":\"ExpiredTokenException\"} | AWS Secrets Manager does not accept the credentials (HTTP 400, ExpiredTokenException): renew them",
                "400 | {\"__type\":\"UnrecognizedClientException\"} | AWS Secrets Manager does not accept the credentials (HTTP 400, UnrecognizedClientException): renew them",
                "400 | {\"__type\":\"InvalidRequestException\"} | AWS Secrets Manager refuses (HTTP 400, InvalidRequestException)",
                "400 | {\"__type\":\"ThrottlingException\"} | AWS Secrets Manager limits requests (HTTP 400, ThrottlingException): try again later",
                "500 | {\"__type\":\"hunter2 is the value\"} | AWS Secrets Manager refuses (HTTP 500)",
                "200 | {\"SecretBinary\":\"hunter2!\"} | asking AWS Secrets Manager failed (IllegalArgumentException): check endpoint and region",
                "200 | hunter2 | asking AWS Secrets Manager failed (JsonParseException): check endpoint and region",
                "200 | {} | AWS Secrets Manager answered without a value: put one into the secret",
            })
    void shouldSayWhyThereIsNoValue(int status, String body, String why) {
        try (Answers answers = Answers.with(status, body)) {
            assertThat(at(answers).lookup("x")).isEqualTo(notFound(why));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "400 | {\"__type\":\"ThrottlingException\"}",
                "503 | {}",
                "500 | {\"__type\":\"InternalServiceError\"}"
            })
    void shouldAskAgainWhenTheServiceIsBusy(int status, String body) {
        try (Answers answers = Answers.with(status, body, 200, "{\"SecretString\":\"hunter2\"}")) {
            assertThat(at(answers).lookup("x")).isEqualTo(found("hunter2"));

            assertThat(answers.requests()).hasSize(2);
        }
    }

    @Test
    void shouldNotAskAgainWhenAccessIsDenied() {
        try (Answers answers = Answers.with(400, "{\"__type\":\"AccessDeniedException\"}")) {
            at(answers).lookup("x");

            assertThat(answers.requests()).hasSize(1);
        }
    }

    @Test
    void shouldGiveUpWaiting() {
        try (Answers answers = Answers.never()) {
            assertThat(at(answers.uri(), Duration.ofMillis(400)).lookup("x"))
                    .isEqualTo(notFound("AWS Secrets Manager does not answer in time: check network and endpoint"));
        }
    }

    @Test
    void shouldSayThatItWasInterrupted() {
        try (Answers answers = Answers.never()) {
            Thread.currentThread().interrupt();

            assertThat(at(answers).lookup("x")).isEqualTo(notFound("interrupted while asking AWS Secrets Manager"));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void shouldSayThatNobodyIsThere() {
        URI gone;
        try (Answers answers = Answers.never()) {
            gone = answers.uri();
        }

        assertThat(at(gone, Duration.ofSeconds(5)).lookup("x"))
                .isEqualTo(notFound("AWS Secrets Manager cannot be reached (HttpHostConnectException): check network,"
                        + " endpoint and region"));
        assertThat(at(URI.create("http://secrets.invalid"), Duration.ofSeconds(5))
                        .lookup("x"))
                .isEqualTo(notFound("AWS Secrets Manager cannot be reached (UnknownHostException): check network,"
                        + " endpoint and region"));
    }

    @Test
    void shouldSayThatThereIsNoRegion() {
        AwsRegionProvider none = new AwsRegionProviderChain(
                new AwsProfileRegionProvider(() -> ProfileFile.aggregator().build(), "none"));
        AwsSecrets secrets = new AwsSecrets(CREDENTIALS, none, Optional.empty(), Duration.ofSeconds(1));

        assertThat(secrets.lookup("x"))
                .isEqualTo(notFound("the AWS SDK finds no region: set AWS_REGION, or the region of the AWS profile"));
    }

    @Test
    void shouldSayThatThereAreNoCredentials() {
        AwsCredentialsProvider none = AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create());
        AwsSecrets secrets = new AwsSecrets(none, REGION, Optional.empty(), Duration.ofSeconds(1));

        assertThat(secrets.lookup("x"))
                .isEqualTo(notFound("the AWS SDK finds no credentials: give this process an IAM role, or set"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
    }

    /** With the service's own settings, but at the finest level of all that they do not name. */
    @Test
    void shouldKeepTheValueOutOfTheLog() throws URISyntaxException {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        Configuration settings = ConfigurationFactory.getInstance()
                .getConfiguration(
                        context,
                        "service",
                        AwsSecretsTest.class.getResource("/log4j2.xml").toURI());
        URI before = context.getConfigLocation();
        StringWriter log = new StringWriter();
        context.reconfigure(settings);
        LoggerConfig root = settings.getRootLogger();
        List.copyOf(root.getAppenders().keySet()).forEach(root::removeAppender);
        WriterAppender appender = WriterAppender.newBuilder()
                .setName("test")
                .setTarget(log)
                .setLayout(PatternLayout.newBuilder().withPattern("%m%n").build())
                .build();
        appender.start();
        root.addAppender(appender, Level.ALL, null);
        root.setLevel(Level.ALL);
        context.updateLoggers();
        try (Answers answers = Answers.with(200, "{\"SecretString\":\"hunter2\"}")) {
            at(answers).lookup("kafka/prod");
        } finally {
            context.setConfigLocation(before);
        }

        assertThat(log.toString()).isNotEmpty().doesNotContain("hunter2");
    }
}
