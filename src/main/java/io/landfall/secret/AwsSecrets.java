package io.landfall.secret;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/**
 * {@code ${aws:secret-name}}: a secret of AWS Secrets Manager, by name or ARN. The AWS SDK finds region and credentials,
 * and the endpoint if {@code AWS_ENDPOINT_URL_SECRETS_MANAGER} or the profile names one.
 *
 * <p>Each lookup opens a client and closes it: secrets are read at start, and no connection is needed after it.
 */
final class AwsSecrets implements SecretSource {
    private static final String WHO = "AWS Secrets Manager";
    /** What an error's code looks like. Whatever else stands there is not repeated. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,64}");

    private final AwsCredentialsProvider credentials;
    private final AwsRegionProvider region;
    private final Optional<URI> endpoint;
    private final Duration timeout;

    /**
     * A source that connects when it is asked.
     *
     * @param timeout of a lookup with its retries; an attempt may take half of it, and connecting a quarter
     */
    AwsSecrets(AwsCredentialsProvider credentials, AwsRegionProvider region, Optional<URI> endpoint, Duration timeout) {
        this.credentials = credentials;
        this.region = region;
        this.endpoint = endpoint;
        this.timeout = timeout;
    }

    static AwsSecrets standard() {
        return new AwsSecrets(
                DefaultCredentialsProvider.builder().build(),
                DefaultAwsRegionProviderChain.builder().build(),
                Optional.empty(),
                Duration.ofSeconds(20));
    }

    @Override
    public Lookup lookup(String name) {
        Region where;
        try {
            where = region.getRegion();
        } catch (SdkException e) {
            return new Lookup.NotFound("the AWS SDK finds no region: set AWS_REGION, or the region of the AWS profile");
        }
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            return new Lookup.NotFound("the AWS SDK finds no credentials: give this process an IAM role, or set"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        try (SecretsManagerClient client = client(where)) {
            return value(client.getSecretValue(request -> request.secretId(name)));
        } catch (SecretsManagerException e) {
            return new Lookup.NotFound(refused(e, where));
        } catch (ApiCallTimeoutException | ApiCallAttemptTimeoutException e) {
            return new Lookup.NotFound(WHO + " does not answer in time: check network and endpoint");
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            return new Lookup.NotFound("interrupted while asking " + WHO);
        } catch (SdkException e) {
            return new Lookup.NotFound(failed(e));
        }
    }

    private SecretsManagerClient client(Region where) {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .credentialsProvider(credentials)
                .region(where)
                .httpClientBuilder(Apache5HttpClient.builder().connectionTimeout(timeout.dividedBy(4)))
                .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(timeout.dividedBy(2))
                        .apiCallTimeout(timeout));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static Lookup value(GetSecretValueResponse answer) {
        if (answer.secretString() != null) {
            return new Lookup.Found(Secret.of(answer.secretString()));
        }
        if (answer.secretBinary() != null) {
            return new Lookup.Found(Secret.of(answer.secretBinary().asString(StandardCharsets.UTF_8)));
        }
        return new Lookup.NotFound(WHO + " answered without a value: put one into the secret");
    }

    /** Names the kind of error only: its message may repeat what was asked. */
    private static String refused(SecretsManagerException answer, Region region) {
        String code = Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(text -> CODE.matcher(text).matches())
                .orElse("");
        String kind = "HTTP " + answer.statusCode() + (code.isEmpty() ? "" : ", " + code);
        return answer.isThrottlingException()
                ? WHO + " limits requests (" + kind + "): try again later"
                : switch (code) {
                    case "ResourceNotFoundException" ->
                        WHO + " has no such secret in " + region + " (" + kind + "): check its name and the region";
                    case "AccessDeniedException" ->
                        WHO + " denies access (" + kind + "): allow secretsmanager:GetSecretValue on this secret";
                    case "DecryptionFailure", "DecryptionFailureException" ->
                        WHO + " cannot decrypt the secret (" + kind + "): allow kms:Decrypt on its key";
                    case "UnrecognizedClientException",
                            "InvalidSignatureException",
                            "ExpiredTokenException",
                            "InvalidClientTokenId" ->
                        WHO + " does not accept the credentials (" + kind + "): renew them";
                    default -> WHO + " refuses (" + kind + ")";
                };
    }

    private static String failed(SdkException failure) {
        Throwable root = failure;
        boolean network = false;
        while (root.getCause() != null) {
            root = root.getCause();
            network |= root instanceof IOException && !ofTheSdk(root);
        }
        String kind = "(" + root.getClass().getSimpleName() + ")";
        return network
                ? WHO + " cannot be reached " + kind + ": check network, endpoint and region"
                : "asking " + WHO + " failed " + kind + ": check endpoint and region";
    }

    /** The SDK's JSON parser throws an {@link IOException}, too. */
    private static boolean ofTheSdk(Throwable thrown) {
        return thrown.getClass().getName().startsWith("software.amazon.awssdk.");
    }
}
