package io.landfall.landing.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.landing.store.ObjectStore.CreateResult;
import io.landfall.local.FaultProxy;
import io.landfall.local.stack.S3Server;
import io.landfall.local.stack.SharedStack;
import java.io.IOException;
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
        return new S3ObjectStore(settings(prefix, S3Server.SECRET_KEY, endpoint()));
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

    private static URI endpoint() {
        return URI.create(SharedStack.get().s3Endpoint());
    }

    private static S3Settings settings(String prefix, String secretKey, URI endpoint) {
        return new S3Settings(
                S3Server.BUCKET,
                prefix,
                Optional.of(endpoint),
                Optional.of(S3Server.REGION),
                true,
                Optional.of(new S3Settings.Credentials(S3Server.ACCESS_KEY, secretKey)),
                Optional.empty());
    }

    @Test
    void shouldCallARefusedWriteUnknown() {
        try (ObjectStore store = new S3ObjectStore(settings("refused", "wrong", endpoint()))) {
            CreateResult result = store.create("a", List.of(ByteBuffer.allocate(1)), Map.of());

            assertThat(result).isInstanceOf(CreateResult.Unknown.class);
            assertThat(result.toString()).doesNotContain("wrong");
        }
        try (ObjectStore store = new S3ObjectStore(settings("refused", S3Server.SECRET_KEY, endpoint()))) {
            assertThat(store.head("a")).isEmpty();
        }
    }

    @Test
    void shouldAbortWhatItCouldNotAbortWhileS3WasDown() throws IOException {
        try (FaultProxy s3 = new FaultProxy(endpoint());
                ObjectStore store = new S3ObjectStore(settings(prefix, S3Server.SECRET_KEY, s3.address()))) {
            ObjectStore.PartedWrite write = store.begin("large", Map.of());
            write.part(List.of(ByteBuffer.allocate(5 << 20)));
            s3.mode(FaultProxy.Mode.UNAVAILABLE);
            write.abort();
            assertThat(leftovers()).containsExactly(prefix + "/large");

            s3.mode(FaultProxy.Mode.PASS);
            store.create("small", List.of(ByteBuffer.allocate(1)), Map.of());

            assertThat(leftovers()).isEmpty();
        }
    }
}
