package io.landfall.landing.store;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach the bucket; what is empty comes from the AWS SDK's default chain.
 *
 * @param prefix below which everything lands; without slashes at its ends, may be empty
 * @param endpoint of an S3-compatible server
 * @param kmsKey encrypts segments under this key (SSE-KMS)
 */
public record S3Settings(
        String bucket,
        String prefix,
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        Optional<Credentials> credentials,
        Optional<String> kmsKey) {

    /** Static credentials; printing them shows nothing. */
    public record Credentials(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Credentials[***]";
        }
    }
}
