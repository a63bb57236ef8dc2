package io.landfall.doctor.landing;

import io.landfall.landing.store.LocalObjectStore;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.S3Bucket;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A landing area, with what the service does not need of it.
 *
 * @param bucket empty for a folder
 * @param removal removes an object, by its path
 */
public record Area(ObjectStore store, Optional<S3Bucket> bucket, Consumer<String> removal) implements AutoCloseable {

    /** On S3. */
    public static Area of(S3Bucket bucket) {
        return new Area(bucket.store(), Optional.of(bucket), bucket::remove);
    }

    /** In a folder. */
    public static Area of(LocalObjectStore folder) {
        return new Area(folder, Optional.empty(), folder::remove);
    }

    @Override
    public void close() {
        bucket.ifPresentOrElse(S3Bucket::close, store::close);
    }
}
