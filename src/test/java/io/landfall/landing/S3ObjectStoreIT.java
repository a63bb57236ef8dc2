package io.landfall.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.landing.ObjectStore.CreateResult;
import io.landfall.local.stack.S3Server;
import io.landfall.local.stack.SharedStack;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The contract, on a real S3 server. */
class S3ObjectStoreIT extends ObjectStoreContract {
    private final String prefix = UUID.randomUUID().toString();

    @Override
    ObjectStore openStore() {
        return new S3ObjectStore(settings(prefix, S3Server.SECRET_KEY));
    }

    @Override
    List<String> leftovers() {
        try (S3Client client = SharedStack.get().s3().client()) {
            return client.listMultipartUploads(b -> b.bucket(S3Server.BUCKET)).uploads().stream()
                    .map(MultipartUpload::key)
                    .filter(key -> key.startsWith(prefix))
                    .toList();
        }
    }

    private static S3Settings settings(String prefix, String secretKey) {
        return new S3Settings(
                S3Server.BUCKET,
                prefix,
                Optional.of(URI.create(SharedStack.get().s3Endpoint())),
                Optional.of(S3Server.REGION),
                true,
                Optional.of(new S3Settings.Credentials(S3Server.ACCESS_KEY, secretKey)),
                Optional.empty());
    }

    @Test
    void shouldCallARefusedWriteUnknown() {
        try (ObjectStore store = new S3ObjectStore(settings("refused", "wrong"))) {
            CreateResult result = store.create("a", List.of(ByteBuffer.allocate(1)), Map.of());

            assertThat(result).isInstanceOf(CreateResult.Unknown.class);
            assertThat(result.toString()).doesNotContain("wrong");
        }
        try (ObjectStore store = new S3ObjectStore(settings("refused", S3Server.SECRET_KEY))) {
            assertThat(store.head("a")).isEmpty();
        }
    }
}
