package io.landfall.simulation;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.store.ObjectStore;
import io.landfall.simulation.Timeline.Killed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One owner's way to the object store: slow, lossy, and at times not there. */
final class StoreClient implements ObjectStore {
    private final World world;
    private final String owner;
    private final ObjectStore area;
    private String lastPath = "";

    private enum Fault {
        /** Nothing happens, and the client is told to slow down. */
        THROTTLED,
        /** It happens, but the answer gets lost. */
        ANSWER_LOST,
        /** As {@link #ANSWER_LOST}, and the client's own retry finds the object. */
        ANSWER_LOST_AND_TRIED_AGAIN,
        /** It happens when the client has long given up. */
        LATE
    }

    /**
     * @param area what is behind the network
     */
    StoreClient(World world, String owner, ObjectStore area) {
        this.world = world;
        this.owner = owner;
        this.area = area;
    }

    /** The object that was last to be created. */
    String lastPath() {
        return lastPath;
    }

    @Override
    public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
        return attempt(path, metadata, () -> area.create(path, content, metadata));
    }

    private CreateResult attempt(String path, Map<String, String> metadata, Supplier<CreateResult> write) {
        lastPath = path;
        if (world.isStoreAway()) {
            return unknown(path, "503 away");
        }
        try {
            travel();
        } catch (Killed e) {
            // The request was under way when its process died.
            if (world.chance().of(0.5)) {
                later(path, metadata, write);
            }
            throw e;
        }
        if (!world.chance().of(world.storeFaults())) {
            CreateResult result = arrive(path, metadata, write);
            say(path, result.getClass().getSimpleName());
            travel();
            return result;
        }
        return attemptBadly(path, metadata, write);
    }

    private CreateResult attemptBadly(String path, Map<String, String> metadata, Supplier<CreateResult> write) {
        return switch (world.chance().oneOf(Fault.values())) {
            case THROTTLED -> unknown(path, "503 slow down");
            case ANSWER_LOST -> {
                arrive(path, metadata, write);
                travel();
                yield unknown(path, "connection reset");
            }
            case ANSWER_LOST_AND_TRIED_AGAIN -> {
                arrive(path, metadata, write);
                travel();
                CreateResult again = arrive(path, metadata, write);
                say(path, "a lost answer, then " + again.getClass().getSimpleName());
                yield again;
            }
            case LATE -> {
                later(path, metadata, write);
                world.timeline().sleep(world.chance().spread(10, 10_000));
                yield unknown(path, "timed out");
            }
        };
    }

    private void later(String path, Map<String, String> metadata, Supplier<CreateResult> write) {
        world.writeLater(world.chance().spread(1, 20_000), () -> {
            world.saw(Seen.WRITES_THAT_TOOK_EFFECT_LATE);
            CreateResult result = arrive(path, metadata, write);
            say(path, result.getClass().getSimpleName() + ", by a request that nobody waits for");
        });
    }

    private CreateResult arrive(String path, Map<String, String> metadata, Supplier<CreateResult> write) {
        CreateResult result = write.get();
        if (result instanceof CreateResult.Created) {
            world.landed(metadata);
        } else if (world.area().nonce(path).equals(Optional.of(SegmentFooter.nonceOf(metadata)))) {
            world.saw(Seen.OWN_SEGMENTS_RECOGNISED);
        }
        return result;
    }

    @Override
    public PartedWrite begin(String path, Map<String, String> metadata) {
        return asked("begin " + path, () -> new Parts(path, metadata, area.begin(path, metadata)));
    }

    private final class Parts implements PartedWrite {
        private final String path;
        private final Map<String, String> metadata;
        private final PartedWrite write;

        Parts(String path, Map<String, String> metadata, PartedWrite write) {
            this.path = path;
            this.metadata = metadata;
            this.write = write;
        }

        @Override
        public void part(List<ByteBuffer> content) {
            asked("part of " + path, () -> {
                world.saw(Seen.PARTS);
                write.part(content);
                return path;
            });
        }

        @Override
        public CreateResult complete(List<ByteBuffer> last) {
            if (world.chance().of(world.storeFaults() / 10)) {
                world.say(owner, "parts of", path, "are gone");
                write.abort();
            }
            return attempt(path, metadata, () -> write.complete(last));
        }

        @Override
        public void abort() {
            world.say(owner, "gives up", path);
            write.abort();
        }
    }

    private CreateResult unknown(String path, String message) {
        say(path, message);
        world.saw(Seen.WRITES_OF_UNKNOWN_OUTCOME);
        return new CreateResult.Unknown(new IllegalStateException(message));
    }

    private void say(String path, String outcome) {
        world.say(owner, "create", path, outcome);
    }

    @Override
    public Optional<Stored> head(String path) {
        return asked("head " + path, () -> area.head(path));
    }

    @Override
    public byte[] read(String path, long position, int length) {
        return asked("read " + path, () -> area.read(path, position, length));
    }

    /** Pages are as short as the store likes. */
    @Override
    public List<String> list(String prefix, String after, int max) {
        int most = world.chance().of(0.2) ? world.chance().between(1, 3) : max;
        return asked("list " + prefix, () -> area.list(prefix, after, Math.min(max, most)));
    }

    private <T> T asked(String what, Supplier<T> answer) {
        if (world.isStoreAway() || world.chance().of(world.storeFaults() / 2)) {
            travel();
            world.say(owner, what, "failed");
            throw new StoreException(what + ": 503", null);
        }
        travel();
        T answered = answer.get();
        travel();
        return answered;
    }

    /** The network takes its time. */
    private void travel() {
        if (world.chance().of(world.slowness())) {
            world.timeline().sleep(world.chance().spread(100, 10_000));
        } else if (world.chance().of(0.5)) {
            world.timeline().sleep(world.chance().between(1, 50));
        } else {
            world.timeline().checkAlive();
        }
    }

    @Override
    public String location() {
        return area.location();
    }

    @Override
    public void close() {}
}
