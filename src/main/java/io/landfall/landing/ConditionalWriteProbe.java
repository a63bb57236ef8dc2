package io.landfall.landing;

import io.landfall.landing.ObjectStore.CreateResult;
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

    private ConditionalWriteProbe() {}

    /**
     * Writes the probe twice; the second write must find the first.
     *
     * @throws LandingUnavailableException if the area cannot be written, or overwrites what is there
     */
    public static void check(ObjectStore store) {
        for (int attempt = 1; attempt <= 2; attempt++) {
            CreateResult result = store.create(
                    PATH, List.of(ByteBuffer.wrap("landfall".getBytes(StandardCharsets.US_ASCII))), Map.of());
            if (result instanceof CreateResult.Unknown unknown) {
                throw new LandingUnavailableException(
                        "cannot write to the landing area " + store.location() + ": "
                                + unknown.cause().getMessage(),
                        unknown.cause());
            }
            if (attempt == 2 && !(result instanceof CreateResult.Exists)) {
                throw new LandingUnavailableException(
                        "the landing area " + store.location()
                                + " does not honour create-only writes (If-None-Match: *): two writers could replace"
                                + " each other's segments. Use S3, or a server that implements conditional writes.",
                        null);
            }
        }
    }
}
