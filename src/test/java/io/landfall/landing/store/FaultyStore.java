package io.landfall.landing.store;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers create-only writes as a script says, and passes everything else on. */
public class FaultyStore implements ObjectStore {
    public enum Fault {
        /** The write fails before it takes effect. */
        REFUSE,
        /** The write takes effect, its answer is lost. */
        LOSE_ANSWER,
        /** As {@link #LOSE_ANSWER}, and the client's own retry then finds the object. */
        RETRY_AFTER_LOST_ANSWER,
        /** The write does nothing, and is said to have succeeded. */
        PRETEND,
        /** The parts of the write are not there any more. */
        GONE
    }

    private final ObjectStore store;
    private final Deque<Fault> script = new ArrayDeque<>();

    public FaultyStore(ObjectStore store) {
        this.store = store;
    }

    public void next(Fault... faults) {
        script.addAll(List.of(faults));
    }

    @Override
    public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
        return faulty(() -> store.create(path, content, metadata));
    }

    private CreateResult faulty(Supplier<CreateResult> write) {
        Fault fault = script.poll();
        if (fault == null) {
            return write.get();
        }
        return switch (fault) {
            case REFUSE -> new CreateResult.Unknown(new IllegalStateException("503 slow down"));
            case PRETEND -> new CreateResult.Created();
            case GONE -> new CreateResult.Gone();
            case LOSE_ANSWER ->
                new CreateResult.Unknown(new IllegalStateException("connection reset, after " + write.get()));
            case RETRY_AFTER_LOST_ANSWER -> write.get() instanceof CreateResult.Unknown lost ? lost : write.get();
        };
    }

    @Override
    public PartedWrite begin(String path, Map<String, String> metadata) {
        PartedWrite write = store.begin(path, metadata);
        return new PartedWrite() {
            @Override
            public void part(List<ByteBuffer> content) {
                if (script.poll() == Fault.REFUSE) {
                    throw new StoreException("503 slow down", null);
                }
                write.part(content);
            }

            @Override
            public CreateResult complete(List<ByteBuffer> last) {
                return faulty(() -> write.complete(last));
            }

            @Override
            public void abort() {
                write.abort();
            }
        };
    }

    @Override
    public Optional<Stored> head(String path) {
        return store.head(path);
    }

    @Override
    public byte[] read(String path, long position, int length) {
        return store.read(path, position, length);
    }

    @Override
    public List<String> list(String prefix, String after, int max) {
        return store.list(prefix, after, max);
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void close() {
        store.close();
    }
}
