package io.landfall.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * {@code ${aws:secret-name}}: a secret of AWS Secrets Manager, by name or ARN.
 *
 * <p>Speaks the service's JSON protocol itself, signed by the AWS SDK: one call does not need the service's module. See
 * the API reference of AWS Secrets Manager, GetSecretValue.
 */
final class AwsSecrets implements SecretSource {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ERROR_TYPE = Pattern.compile("(.*#)?(?<type>[A-Za-z]{1,64})");

    private final AwsCredentialsProvider credentials;
    private final Supplier<String> region;
    private final Optional<URI> endpoint;
    private final Duration timeout;
    private final HttpClient http;

    AwsSecrets(AwsCredentialsProvider credentials, Supplier<String> region, Optional<URI> endpoint, Duration timeout) {
        this.credentials = credentials;
        this.region = region;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    static AwsSecrets standard() {
        return new AwsSecrets(
                DefaultCredentialsProvider.builder().build(),
                () -> DefaultAwsRegionProviderChain.builder()
                        .build()
                        .getRegion()
                        .id(),
                Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_SECRETS_MANAGER"))
                        .map(URI::create),
                Duration.ofSeconds(20));
    }

    @Override
    public Lookup lookup(String name) {
        try {
            HttpResponse<String> response = http.send(request(name), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? value(response.body()) : refused(response);
        } catch (SdkException e) {
            return new Lookup.NotFound("the AWS SDK finds no region or no credentials");
        } catch (HttpTimeoutException e) {
            return new Lookup.NotFound("AWS Secrets Manager does not answer in time");
        } catch (IOException e) {
            return new Lookup.NotFound(
                    "AWS Secrets Manager cannot be reached (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Lookup.NotFound("interrupted while asking AWS Secrets Manager");
        }
    }

    private HttpRequest request(String name) throws JsonProcessingException {
        String where = region.get();
        URI uri = endpoint.orElseGet(() -> URI.create("https://secretsmanager." + where + ".amazonaws.com/"));
        byte[] body = JSON.writeValueAsBytes(Map.of("SecretId", name));
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(uri)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "secretsmanager.GetSecretValue")
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials.resolveCredentials())
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "secretsmanager")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, where));
        HttpRequest.Builder request = HttpRequest.newBuilder(signed.request().getUri())
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signed.request().forEachHeader((header, values) -> {
            // Java's client sets these itself, to what was signed.
            if (!header.equalsIgnoreCase("Host") && !header.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> request.header(header, value));
            }
        });
        return request.build();
    }

    private static Lookup value(String body) {
        JsonNode answer = json(body);
        if (answer.path("SecretString").isTextual()) {
            return new Lookup.Found(Secret.of(answer.get("SecretString").textValue()));
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(answer.path("SecretBinary").asText());
            return bytes.length == 0
                    ? new Lookup.NotFound("AWS Secrets Manager answered without a value")
                    : new Lookup.Found(Secret.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return new Lookup.NotFound("AWS Secrets Manager answered with a value that is not Base64");
        }
    }

    /** Names the kind of error only: its message may repeat what was asked. */
    private static Lookup refused(HttpResponse<String> response) {
        var type = ERROR_TYPE.matcher(json(response.body()).path("__type").asText());
        String kind = type.matches() ? ", " + type.group("type") : "";
        return new Lookup.NotFound("AWS Secrets Manager refuses (HTTP " + response.statusCode() + kind + ")");
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
