package io.landfall.landing;

import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.CreateResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Checks that the landing area honours create-only writes, on which everything rests. It leaves one small object,
 * {@code _landfall/create-only-probe}, the same one each time.
 */
public final class ConditionalWriteProbe {
    private static final String PATH = "_landfall/create-only-probe";
    private static final List<ByteBuffer> CONTENT =
            List.of(ByteBuffer.wrap("landfall".getBytes(StandardCharsets.US_ASCII)));

    private ConditionalWriteProbe() {}

    /**
     * Writes the probe three times, the last time in parts; the second and the third must find the first.
     *
     * @throws LandingUnavailableException if the area cannot be written, or overwrites what is there
     */
    public static void check(ObjectStore store) {
        written(store, store.create(PATH, CONTENT, Map.of()));
        checkRefused(store, store.create(PATH, CONTENT, Map.of()));
        checkRefused(store, inParts(store));
    }

    private static CreateResult inParts(ObjectStore store) {
        try {
            ObjectStore.PartedWrite write = store.begin(PATH, Map.of());
            try {
                return write.complete(CONTENT);
            } finally {
                write.abort();
            }
        } catch (ObjectStore.StoreException e) {
            return new CreateResult.Unknown(e);
        }
    }

    private static CreateResult written(ObjectStore store, CreateResult result) {
        if (result instanceof CreateResult.Unknown unknown) {
            throw new LandingUnavailableException(
                    "cannot write to the landing area " + store.location() + ": "
                            + unknown.cause().getMessage(),
                    unknown.cause());
        }
        return result;
    }

    private static void checkRefused(ObjectStore store, CreateResult result) {
        if (!(written(store, result) instanceof CreateResult.Exists)) {
            throw new LandingUnavailableException("the landing area " + store.location()
                    + " does not honour create-only writes (If-None-Match: *, on PutObject and on"
                    + " CompleteMultipartUpload): two writers could replace each other's segments. Use S3, or a"
                    + " server that implements conditional writes.");
        }
    }
}
