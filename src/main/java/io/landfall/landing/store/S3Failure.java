package io.landfall.landing.store;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Why S3 did not do what it was asked for, for people.
 *
 * @param detail status and code of the answer, or the kind of error where there was none; never the message
 */
public record S3Failure(Kind kind, String detail) {
    private static final Set<String> LOGIN = Set.of(
            "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired");
    private static final Set<String> REGION = Set.of(
            "PermanentRedirect",
            "TemporaryRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException");

    /** What to do differs between these. */
    public enum Kind {
        UNREACHABLE,
        LOGIN,
        DENIED,
        LIMITED,
        NO_BUCKET,
        NOT_FOUND,
        REGION,
        CLOCK,
        OTHER
    }

    /** What an exception of a landing area means; empty if it does not come from S3. */
    public static Optional<S3Failure> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof S3Exception answer) {
                return Optional.of(ofAnswer(answer));
            }
            if (cause instanceof SdkClientException client) {
                return Optional.of(ofClient(client));
            }
            if (cause instanceof SdkException other) {
                return Optional.of(
                        new S3Failure(Kind.UNREACHABLE, other.getClass().getSimpleName()));
            }
        }
        return Optional.empty();
    }

    private static S3Failure ofAnswer(S3Exception answer) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        String region = details.map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader(S3Bucket.REGION_HEADER))
                .map(name -> ", the bucket is in " + name)
                .orElse("");
        Kind kind = kind(answer.statusCode(), code);
        String words = "HTTP " + answer.statusCode() + (code.isEmpty() ? "" : " " + code);
        return new S3Failure(kind, kind == Kind.REGION ? words + region : words);
    }

    private static Kind kind(int status, String code) {
        if (LOGIN.contains(code)) {
            return Kind.LOGIN;
        }
        if (REGION.contains(code)) {
            return Kind.REGION;
        }
        if (code.equals("RequestTimeTooSkewed")) {
            return Kind.CLOCK;
        }
        return switch (status) {
            case 301, 307 -> Kind.REGION;
            case 401 -> Kind.LOGIN;
            case 403 -> Kind.DENIED;
            case 404 -> code.equals("NoSuchBucket") ? Kind.NO_BUCKET : Kind.NOT_FOUND;
            case 429, 503 -> Kind.LIMITED;
            default -> Kind.OTHER;
        };
    }

    /** The SDK has no types for these two. */
    private static S3Failure ofClient(SdkClientException client) {
        String message = String.valueOf(client.getMessage());
        if (message.contains("Unable to load region")) {
            return new S3Failure(Kind.REGION, "the AWS SDK finds no region");
        }
        if (message.contains("Unable to load credentials")) {
            return new S3Failure(Kind.LOGIN, "the AWS SDK finds no credentials");
        }
        Throwable root = client;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new S3Failure(Kind.UNREACHABLE, root.getClass().getSimpleName());
    }
}
