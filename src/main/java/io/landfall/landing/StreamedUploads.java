package io.landfall.landing;

import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Begins uploads of segments that grow too large to wait for their end.
 *
 * @param executor runs them, beside the stream threads
 */
public record StreamedUploads(ObjectStore store, Executor executor) {

    StreamedUpload begin(String path, Map<String, String> metadata) {
        return new StreamedUpload(store, executor, path, metadata);
    }
}
