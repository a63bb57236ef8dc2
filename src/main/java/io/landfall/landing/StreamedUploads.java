package io.landfall.landing;

import io.landfall.landing.store.ObjectStore;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Begins uploads of segments that grow too large to wait for their end.
 *
 * @param executor runs them, beside the stream threads
 * @param sizes what is large
 */
public record StreamedUploads(ObjectStore store, Executor executor, Sizes sizes) {

    /**
     * How a segment is kept as it grows.
     *
     * @param buffered bytes of rows from which on a Parquet writer, which takes some ten megabytes by itself, is worth it
     * @param rowGroup bytes of a row group, before compression
     * @param part bytes that leave while the file grows, at the least
     */
    public record Sizes(long buffered, long rowGroup, long part) {
        /** Row groups of 32 MB keep Spark's tasks even and its memory small; S3 asks for parts of 5 MiB. */
        public static final Sizes DEFAULT = new Sizes(4 << 20, 32 << 20, 8 << 20);
    }

    public StreamedUploads(ObjectStore store, Executor executor) {
        this(store, executor, Sizes.DEFAULT);
    }

    StreamedUpload begin(String path, Map<String, String> metadata) {
        return new StreamedUpload(store, executor, path, metadata);
    }
}
