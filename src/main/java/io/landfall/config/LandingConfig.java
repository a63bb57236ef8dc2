package io.landfall.config;

import java.time.Duration;
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
