package io.landfall.landing.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** A landing area on S3: create-only through {@code If-None-Match: *}, which S3 makes atomic. */
public final class S3ObjectStore implements ObjectStore {
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int MOST_ORPHANS = 1000;
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(90);

    private final S3Settings settings;
    private final S3Client client;
    private final String keyPrefix;
    /** To abort when S3 answers again. More than fit, and those of a process that ends, the bucket's lifecycle rule removes. */
    private final Queue<AbortMultipartUploadRequest> orphans = new LinkedBlockingQueue<>(MOST_ORPHANS);

    public S3ObjectStore(S3Settings settings) {
        this(settings, ATTEMPT_TIMEOUT, CALL_TIMEOUT);
    }

    S3ObjectStore(S3Settings settings, Duration attemptTimeout, Duration callTimeout) {
        this.settings = settings;
        this.client = client(settings, attemptTimeout, callTimeout);
        this.keyPrefix = settings.prefix().isEmpty() ? "" : settings.prefix() + "/";
    }

    /** A client as the landing area is reached by; the caller closes it. */
    static S3Client client(S3Settings settings, Duration attemptTimeout, Duration callTimeout) {
        S3ClientBuilder builder = S3Client.builder()
                .forcePathStyle(settings.pathStyle())
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(64))
                .overrideConfiguration(o -> o.retryStrategy(RetryMode.ADAPTIVE_V2)
                        .apiCallAttemptTimeout(attemptTimeout)
                        .apiCallTimeout(callTimeout));
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.region().map(Region::of).ifPresent(builder::region);
        settings.credentials()
                .map(c -> StaticCredentialsProvider.create(AwsBasicCredentials.create(c.accessKey(), c.secretKey())))
                .ifPresent(builder::credentialsProvider);
        return builder.build();
    }

    @Override
    public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(keyPrefix + path)
                .ifNoneMatch("*")
                .contentType(PARQUET)
                .metadata(metadata);
        settings.kmsKey().ifPresent(key -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key));
        try {
            client.putObject(request.build(), body(content));
            abortOrphans();
            return new CreateResult.Created();
        } catch (S3Exception e) {
            return e.statusCode() == PRECONDITION_FAILED ? new CreateResult.Exists() : new CreateResult.Unknown(e);
        } catch (SdkException e) {
            return new CreateResult.Unknown(e);
        }
    }

    private static RequestBody body(List<ByteBuffer> content) {
        long length = content.stream().mapToLong(ByteBuffer::remaining).sum();
        return RequestBody.fromContentProvider(() -> new BufferInputStream(content), length, PARQUET);
    }

    @Override
    public PartedWrite begin(String path, Map<String, String> metadata) {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(settings.bucket())
                .key(keyPrefix + path)
                .contentType(PARQUET)
                .metadata(metadata);
        settings.kmsKey().ifPresent(key -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key));
        try {
            return new MultipartWrite(
                    path, client.createMultipartUpload(request.build()).uploadId());
        } catch (SdkException e) {
            throw failed("begin", path, e);
        }
    }

    private final class MultipartWrite implements PartedWrite {
        private final String path;
        private final String upload;
        private final List<CompletedPart> parts = new ArrayList<>();
        private boolean lastWritten;

        MultipartWrite(String path, String upload) {
            this.path = path;
            this.upload = upload;
        }

        @Override
        public void part(List<ByteBuffer> content) {
            int number = parts.size() + 1;
            try {
                String tag = client.uploadPart(
                                b -> b.bucket(settings.bucket())
                                        .key(keyPrefix + path)
                                        .uploadId(upload)
                                        .partNumber(number),
                                body(content))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            } catch (SdkException e) {
                throw failed("write part " + number + " of", path, e);
            }
        }

        @Override
        public CreateResult complete(List<ByteBuffer> last) {
            try {
                if (!lastWritten) {
                    part(last);
                    lastWritten = true;
                }
                client.completeMultipartUpload(b -> b.bucket(settings.bucket())
                        .key(keyPrefix + path)
                        .uploadId(upload)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(parts)));
                abortOrphans();
                return new CreateResult.Created();
            } catch (S3Exception e) {
                return switch (e.statusCode()) {
                    case PRECONDITION_FAILED -> new CreateResult.Exists();
                    case NOT_FOUND -> new CreateResult.Gone();
                    default -> new CreateResult.Unknown(e);
                };
            } catch (SdkException | StoreException e) {
                return new CreateResult.Unknown(e);
            }
        }

        @Override
        public void abort() {
            abortOrKeep(AbortMultipartUploadRequest.builder()
                    .bucket(settings.bucket())
                    .key(keyPrefix + path)
                    .uploadId(upload)
                    .build());
        }
    }

    /** S3 takes writes again, so it may take the aborts that it did not answer. */
    private void abortOrphans() {
        AbortMultipartUploadRequest orphan = orphans.poll();
        while (orphan != null && abortOrKeep(orphan)) {
            orphan = orphans.poll();
        }
    }

    /** Whether S3 answered; if not, the upload is kept for later. */
    private boolean abortOrKeep(AbortMultipartUploadRequest upload) {
        try {
            client.abortMultipartUpload(upload);
            return true;
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && answer.statusCode() < FIRST_SERVER_ERROR) {
                return true; // gone, or not allowed: asking again would not help
            }
            orphans.offer(upload);
            return false;
        }
    }

    @Override
    public Optional<Stored> head(String path) {
        try {
            HeadObjectResponse answer =
                    client.headObject(b -> b.bucket(settings.bucket()).key(keyPrefix + path));
            return Optional.of(new Stored(answer.contentLength(), answer.metadata()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("look up", path, e);
        }
    }

    @Override
    public byte[] read(String path, long position, int length) {
        try {
            GetObjectRequest request = GetObjectRequest.builder()
                    .bucket(settings.bucket())
                    .key(keyPrefix + path)
                    .range("bytes=" + position + "-" + (position + length - 1))
                    .build();
            return client.getObjectAsBytes(request).asByteArrayUnsafe();
        } catch (SdkException e) {
            throw failed("read", path, e);
        }
    }

    @Override
    public Optional<Tail> tail(String path, int length) {
        try {
            ResponseBytes<GetObjectResponse> answer = client.getObjectAsBytes(
                    b -> b.bucket(settings.bucket()).key(keyPrefix + path).range("bytes=-" + length));
            return Optional.of(new Tail(sizeOf(answer.response()), answer.asByteBuffer()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return Optional.of(new Tail(0, ByteBuffer.allocate(0))); // an object without a byte has no last one
            }
            throw failed("read", path, e);
        } catch (SdkException e) {
            throw failed("read", path, e);
        }
    }

    /** {@code Content-Range: bytes 100-199/200}; without one the answer is the whole object. */
    private static long sizeOf(GetObjectResponse answer) {
        String range = answer.contentRange();
        return range == null ? answer.contentLength() : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
    }

    @Override
    public List<String> list(String prefix, String after, int max) {
        try {
            ListObjectsV2Response answer = client.listObjectsV2(b -> b.bucket(settings.bucket())
                    .prefix(keyPrefix + prefix)
                    .startAfter(keyPrefix + after)
                    .maxKeys(max));
            return answer.contents().stream()
                    .map(S3Object::key)
                    .map(key -> key.substring(keyPrefix.length()))
                    .toList();
        } catch (SdkException e) {
            throw failed("list", prefix, e);
        }
    }

    private StoreException failed(String action, String path, SdkException cause) {
        return new StoreException(
                "cannot " + action + " " + location() + "/" + path + ": " + cause.getMessage(), cause);
    }

    @Override
    public String location() {
        return "s3://" + settings.bucket() + (keyPrefix.isEmpty() ? "" : "/" + settings.prefix());
    }

    @Override
    public void close() {
        client.close();
    }
}
