package io.landfall.simulation;

import io.landfall.landing.ObjectStore;
import io.landfall.landing.segment.SegmentFooter;
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
        lastPath = path;
        if (world.isStoreAway()) {
            return unknown(path, "503 away");
        }
        try {
            travel();
        } catch (Killed e) {
            // The request was under way when its process died.
            if (world.chance().of(0.5)) {
                later(path, content, metadata);
            }
            throw e;
        }
        if (!world.chance().of(world.storeFaults())) {
            CreateResult result = put(path, content, metadata);
            say(path, result.getClass().getSimpleName());
            travel();
            return result;
        }
        return createBadly(path, content, metadata);
    }

    private CreateResult createBadly(String path, List<ByteBuffer> content, Map<String, String> metadata) {
        return switch (world.chance().oneOf(Fault.values())) {
            case THROTTLED -> unknown(path, "503 slow down");
            case ANSWER_LOST -> {
                put(path, content, metadata);
                travel();
                yield unknown(path, "connection reset");
            }
            case ANSWER_LOST_AND_TRIED_AGAIN -> {
                put(path, content, metadata);
                travel();
                CreateResult again = put(path, content, metadata);
                say(path, "a lost answer, then " + again.getClass().getSimpleName());
                yield again;
            }
            case LATE -> {
                later(path, content, metadata);
                world.timeline().sleep(world.chance().spread(10, 10_000));
                yield unknown(path, "timed out");
            }
        };
    }

    private void later(String path, List<ByteBuffer> content, Map<String, String> metadata) {
        world.writeLater(world.chance().spread(1, 20_000), () -> {
            world.saw(Seen.WRITES_THAT_TOOK_EFFECT_LATE);
            CreateResult result = put(path, content, metadata);
            say(path, result.getClass().getSimpleName() + ", by a request that nobody waits for");
        });
    }

    private CreateResult put(String path, List<ByteBuffer> content, Map<String, String> metadata) {
        CreateResult result = area.create(path, content, metadata);
        if (result instanceof CreateResult.Created) {
            world.landed(metadata);
        } else if (world.area().nonce(path).equals(Optional.of(SegmentFooter.nonceOf(metadata)))) {
            world.saw(Seen.OWN_SEGMENTS_RECOGNISED);
        }
        return result;
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
