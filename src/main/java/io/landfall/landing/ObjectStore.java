package io.landfall.landing;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The landing area, as far as the protocol needs it. Paths are relative to the landing root. Implementations are
 * thread-safe and run the same contract test.
 */
public interface ObjectStore extends AutoCloseable {

    /** What became of a create-only write. */
    sealed interface CreateResult {
        /** The object is ours and durable. */
        record Created() implements CreateResult {}

        /** There was an object of that name: perhaps our own, from an attempt whose answer was lost. */
        record Exists() implements CreateResult {}

        /** Anything may have happened, also that the object was written, or will be. */
        record Unknown(Exception cause) implements CreateResult {}
    }

    /**
     * What is known of an object without reading it.
     *
     * @param size in bytes
     * @param metadata as written, keys in lower case
     */
    record Stored(long size, Map<String, String> metadata) {}

    /** The store could not be asked, or refused. */
    final class StoreException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public StoreException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Writes an object if there is none of that name, atomically and with all its bytes or not at all. */
    CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata);

    /** Looks an object up; empty if there is none. */
    Optional<Stored> head(String path);

    /** Reads {@code length} bytes from {@code position}; fewer only at the object's end. */
    byte[] read(String path, long position, int length);

    /** The first paths that start with a prefix and sort after {@code after}, ascending: at most {@code max}, at least one if there is one. */
    List<String> list(String prefix, String after, int max);

    /** Names the place, for messages: {@code s3://bucket/prefix}. */
    String location();

    @Override
    void close();
}
