package io.landfall.landing;

import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.CreateResult;
import io.landfall.landing.store.ObjectStore.StoreException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends a large segment's parts while the segment grows. Nobody sees them before the last step, which is create-only. What
 * cannot be sent waits for that step.
 */
final class StreamedUpload {
    private final ObjectStore store;
    private final Executor executor;
    private final String path;
    private final Map<String, String> metadata;
    private final Queue<List<ByteBuffer>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong held = new AtomicLong();
    /** Begun with the first part. */
    private ObjectStore.@Nullable PartedWrite write;

    private boolean abandoned;

    StreamedUpload(ObjectStore store, Executor executor, String path, Map<String, String> metadata) {
        this.store = store;
        this.executor = executor;
        this.path = path;
        this.metadata = metadata;
    }

    /** Heap that parts take which have not left. */
    long held() {
        return held.get();
    }

    /** Sends another part when there is time. */
    void add(List<ByteBuffer> part) {
        held.addAndGet(length(part));
        waiting.add(part);
        executor.execute(() -> {
            try {
                sendWaiting();
            } catch (StoreException e) {
                // The part stays in the queue; the commit will try again, and say so if it fails.
            }
        });
    }

    private synchronized void sendWaiting() {
        for (List<ByteBuffer> part = waiting.peek(); part != null && !abandoned; part = waiting.peek()) {
            if (write == null) {
                write = store.begin(path, metadata);
            }
            write.part(part);
            waiting.remove();
            held.addAndGet(-length(part));
        }
    }

    /** Sends all that waits and the last part, and makes the object appear. May be asked again. */
    synchronized CreateResult complete(List<ByteBuffer> last) {
        try {
            sendWaiting();
            return Objects.requireNonNull(write).complete(last);
        } catch (StoreException e) {
            return new CreateResult.Unknown(e);
        }
    }

    /** Ends it without an object, as far as that is not done yet. */
    void abandon() {
        executor.execute(this::abort);
    }

    private synchronized void abort() {
        abandoned = true;
        if (write != null) {
            write.abort();
        }
    }

    private static long length(List<ByteBuffer> part) {
        long length = 0;
        for (ByteBuffer buffer : part) {
            length += buffer.remaining();
        }
        return length;
    }
}
