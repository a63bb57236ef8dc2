package io.landfall.landing.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

        /** The parts written so far are gone: completed by an attempt whose answer was lost, or removed by the store. */
        record Gone() implements CreateResult {}
    }

    /** A create-only write whose bytes come in parts. One thread at a time. */
    interface PartedWrite {
        /**
         * Writes the next part: 5 MiB at least, but for the last one.
         *
         * @throws StoreException if that failed; the same part may be tried again
         */
        void part(List<ByteBuffer> content);

        /** Writes the last part and makes the object appear, if there is none of that name. May be tried again. */
        CreateResult complete(List<ByteBuffer> last);

        /** Removes the parts, as far as possible, or later; nothing happens where there are none any more. */
        void abort();
    }

    /**
     * What is known of an object without reading it.
     *
     * @param size in bytes
     * @param metadata as written, keys in lower case
     */
    record Stored(long size, Map<String, String> metadata) {}

    /**
     * The end of an object.
     *
     * @param size of the whole object, in bytes
     * @param bytes its last ones
     */
    record Tail(long size, ByteBuffer bytes) {}

    /** The store could not be asked, or refused. */
    final class StoreException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public StoreException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Writes an object if there is none of that name, atomically and with all its bytes or not at all. */
    CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata);

    /**
     * Begins a create-only write in parts.
     *
     * @throws StoreException if it could not begin
     */
    PartedWrite begin(String path, Map<String, String> metadata);

    /** Looks an object up; empty if there is none. */
    Optional<Stored> head(String path);

    /** Reads {@code length} bytes from {@code position}; fewer only at the object's end. */
    byte[] read(String path, long position, int length);

    /** Reads the last {@code length} bytes of an object, or all if it has fewer; empty if there is none. */
    default Optional<Tail> tail(String path, int length) {
        return head(path).map(object -> {
            long start = Math.max(0, object.size() - length);
            return new Tail(object.size(), ByteBuffer.wrap(read(path, start, (int) (object.size() - start))));
        });
    }

    /** The first paths that start with a prefix and sort after {@code after}, ascending: at most {@code max}, at least one if there is one. */
    List<String> list(String prefix, String after, int max);

    /** Names the place, for messages: {@code s3://bucket/prefix}. */
    String location();

    @Override
    void close();
}
