package io.landfall.config;

import io.landfall.config.form.Spelling;
import io.landfall.config.form.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where and how segments are written.
 *
 * @param root {@code s3://bucket/prefix} or {@code file:///folder}
 * @param rollEvery how long a segment may stay open
 * @param rollAt a segment's size, in bytes, at which it is cut
 * @param memory the budget, in bytes, of all open segments of the process together
 * @param timeout how long a commit waits for a landing area that does not answer
 * @param compression Parquet codec
 * @param s3 settings of the S3 client; its defaults come from the AWS SDK
 */
public record LandingConfig(
        Template root,
        Duration rollEvery,
        long rollAt,
        long memory,
        Duration timeout,
        Compression compression,
        S3Config s3) {
    /** A transaction lives that long and a wait for the landing area longer, brokers allow 15 minutes. */
    public static final Duration LONGEST_ROLL = Duration.ofMinutes(10);

    /** Shorter than the time after which the group gives a silent member's tasks away. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

    public LandingConfig {
        Require.none("landing", LandingRoot.wrong(root));
        root = LandingRoot.withoutTrailingSlash(root);
        requireRoll("landing.roll_every", rollEvery);
        Require.that(rollAt > 0, "landing.roll_at", "a size above 0");
        Require.that(memory > 0, "landing.memory", "a size above 0");
        Require.none("landing", sizes(rollAt, memory));
        Require.durationUpTo("landing.timeout", timeout, LONGEST_TIMEOUT);
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(s3, "s3");
    }

    static void requireRoll(String key, Duration rollEvery) {
        Require.durationUpTo(key, rollEvery, LONGEST_ROLL);
    }

    /** A segment fits into the memory. */
    public static List<Violation> sizes(long rollAt, long memory) {
        return rollAt > memory
                ? List.of(Violation.at(
                        "a segment may become larger than the memory", "roll_at of at most memory", "roll_at"))
                : List.of();
    }

    /** YAML: {@code zstd}, {@code snappy}, {@code gzip}, {@code none}. */
    public enum Compression {
        ZSTD,
        SNAPPY,
        GZIP,
        NONE;

        /**
         * Of zstd. Hashes, tokens and numbers, in which nothing repeats, are as small as at its usual third level, in half the
         * time.
         */
        public static final int ZSTD_LEVEL = 1;
    }

    /**
     * Settings of the S3 client.
     *
     * @param endpoint for S3-compatible servers
     * @param pathStyle {@code host/bucket/key} instead of {@code bucket.host/key}
     * @param kmsKey encrypts segments with SSE-KMS under this key
     */
    public record S3Config(
            Optional<Template> endpoint,
            Optional<String> region,
            boolean pathStyle,
            Optional<Template> accessKey,
            Optional<Template> secretKey,
            Optional<Template> kmsKey) {
        public static final Spelling REGION = new Spelling("a region", "a region such as eu-central-1", "[a-z0-9-]+");

        public S3Config {
            endpoint.ifPresent(url -> Require.text(ReferencePlace.S3_ENDPOINT, url));
            region.ifPresent(name -> Require.form("landing.s3.region", name, REGION));
            accessKey.ifPresent(key -> Require.text(ReferencePlace.S3_ACCESS_KEY, key));
            secretKey.ifPresent(key -> Require.text(ReferencePlace.S3_SECRET_KEY, key));
            kmsKey.ifPresent(key -> Require.text(ReferencePlace.S3_KMS_KEY, key));
            Require.none("landing.s3", credentials(accessKey.isPresent(), secretKey.isPresent()));
        }

        /** Credentials have both. */
        public static List<Violation> credentials(boolean hasAccessKey, boolean hasSecretKey) {
            return Violation.ofLonely("access_key", hasAccessKey, "secret_key", hasSecretKey).stream()
                    .toList();
        }

        /** For logs: without literal secrets. */
        @Override
        public String toString() {
            return "S3Config[endpoint=" + endpoint + ", region=" + region + ", pathStyle=" + pathStyle + ", accessKey="
                    + accessKey.map(Redacted::secret) + ", secretKey=" + secretKey.map(Redacted::secret) + ", kmsKey="
                    + kmsKey
                    + "]";
        }
    }
}
