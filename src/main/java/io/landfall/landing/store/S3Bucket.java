package io.landfall.landing.store;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bucket of a landing area, as somebody sees it who checks it; the service does not need it. Errors are the SDK's: {@link
 * S3Failure} tells what they mean.
 */
public final class S3Bucket implements AutoCloseable {
    static final String REGION_HEADER = "x-amz-bucket-region";

    private static final int FORBIDDEN = 403;
    private static final String NO_RULES = "NoSuchLifecycleConfiguration";

    private final S3Settings settings;
    private final S3Client client;
    private final S3ObjectStore store;
    private final String keyPrefix;

    /**
     * A bucket that nobody has asked anything yet.
     *
     * @param timeout with each question, retries included
     */
    public S3Bucket(S3Settings settings, Duration timeout) {
        this.settings = settings;
        this.client = S3ObjectStore.client(settings, timeout, timeout);
        this.store = new S3ObjectStore(settings, timeout, timeout);
        this.keyPrefix = settings.prefix().isEmpty() ? "" : settings.prefix() + "/";
    }

    /**
     * What a bucket says of itself on the way.
     *
     * @param region where it is, if it says so
     * @param time its clock, to the second, if it says so
     */
    public record Answer(Optional<String> region, Optional<Instant> time) {}

    /**
     * How an object is encrypted.
     *
     * @param algorithm {@code aws:kms}, {@code AES256}, …; empty if the server does not say
     */
    public record Encryption(Optional<String> algorithm, Optional<String> key) {}

    /** The landing area in it. */
    public ObjectStore store() {
        return store;
    }

    /** The region that the client signs for. */
    public String clientRegion() {
        return client.serviceClientConfiguration().region().id();
    }

    /** Lists the landing area, as far as its first object. */
    public Answer look() {
        SdkHttpResponse answer = client.listObjectsV2(
                        b -> b.bucket(settings.bucket()).prefix(keyPrefix).maxKeys(1))
                .sdkHttpResponse();
        return new Answer(
                answer.firstMatchingHeader(REGION_HEADER),
                answer.firstMatchingHeader("Date")
                        .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
                        .map(Instant::from));
    }

    /** How an object is encrypted. */
    public Encryption encryption(String path) {
        HeadObjectResponse head =
                client.headObject(b -> b.bucket(settings.bucket()).key(keyPrefix + path));
        return new Encryption(
                Optional.ofNullable(head.serverSideEncryptionAsString()), Optional.ofNullable(head.ssekmsKeyId()));
    }

    /** The names of the rules that remove the parts of uploads to the landing area that were never completed. */
    public List<String> rulesForUploads() {
        try {
            return client.getBucketLifecycleConfiguration(b -> b.bucket(settings.bucket())).rules().stream()
                    .filter(rule -> rule.status() == ExpirationStatus.ENABLED)
                    .filter(rule -> rule.abortIncompleteMultipartUpload() != null)
                    .filter(rule -> keyPrefix.startsWith(prefix(rule)))
                    .map(LifecycleRule::id)
                    .toList();
        } catch (S3Exception e) {
            if (e.awsErrorDetails() != null
                    && NO_RULES.equals(e.awsErrorDetails().errorCode())) {
                return List.of();
            }
            throw e;
        }
    }

    /** Of these rules none can ask for tags or sizes: S3 does not allow it. */
    @SuppressWarnings("deprecation") // rules of old have their prefix beside a filter
    private static String prefix(LifecycleRule rule) {
        return Optional.ofNullable(rule.filter())
                .map(LifecycleRuleFilter::prefix)
                .or(() -> Optional.ofNullable(rule.prefix()))
                .orElse("");
    }

    /** Removes an object with its version, if this user may; else puts a delete marker in its place. */
    public void remove(String path) {
        String version = client.headObject(b -> b.bucket(settings.bucket()).key(keyPrefix + path))
                .versionId();
        DeleteObjectRequest.Builder request =
                DeleteObjectRequest.builder().bucket(settings.bucket()).key(keyPrefix + path);
        try {
            client.deleteObject(request.versionId(version).build());
        } catch (S3Exception e) {
            if (e.statusCode() != FORBIDDEN || version == null) {
                throw e;
            }
            client.deleteObject(request.versionId(null).build());
        }
    }

    @Override
    public void close() {
        store.close();
        client.close();
    }
}
