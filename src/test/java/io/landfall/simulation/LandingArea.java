package io.landfall.simulation;

import io.landfall.landing.parquet.SegmentReader;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.CreateResult;
import io.landfall.landing.store.ObjectStore.Stored;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is in the object store: consistent, atomic, and with a memory of all bytes that an object ever had. */
final class LandingArea implements ObjectStore {
    private final TreeMap<String, Versions> objects = new TreeMap<>();

    /** An object, and what it was before somebody overwrote it. */
    private static final class Versions {
        private final List<byte[]> contents = new ArrayList<>();
        private Map<String, String> metadata;
    }

    @Override
    public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
        if (objects.containsKey(path)) {
            return new CreateResult.Exists();
        }
        overwrite(path, content, metadata);
        return new CreateResult.Created();
    }

    /** Parts are put together when they are complete; before that nobody sees them. */
    @Override
    public PartedWrite begin(String path, Map<String, String> metadata) {
        return new Parts(path, metadata);
    }

    private final class Parts implements PartedWrite {
        private final String path;
        private final Map<String, String> metadata;
        private final List<ByteBuffer> parts = new ArrayList<>();
        private boolean gone;

        Parts(String path, Map<String, String> metadata) {
            this.path = path;
            this.metadata = metadata;
        }

        @Override
        public void part(List<ByteBuffer> content) {
            if (gone) {
                throw new StoreException("404 no such upload", null);
            }
            parts.addAll(content);
        }

        @Override
        public CreateResult complete(List<ByteBuffer> last) {
            if (gone) {
                return new CreateResult.Gone();
            }
            List<ByteBuffer> content = new ArrayList<>(parts);
            content.addAll(last);
            CreateResult result = create(path, content, metadata);
            gone = result instanceof CreateResult.Created;
            return result;
        }

        @Override
        public void abort() {
            gone = true;
        }
    }

    /** What a store does that does not know conditional writes. */
    void overwrite(String path, List<ByteBuffer> content, Map<String, String> metadata) {
        int length = content.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer bytes = ByteBuffer.allocate(length);
        content.forEach(buffer -> bytes.put(buffer.duplicate()));
        Versions object = objects.computeIfAbsent(path, any -> new Versions());
        object.contents.add(bytes.array());
        object.metadata = metadata;
    }

    /** Whether an object's bytes changed. */
    boolean isChanged(String path) {
        List<byte[]> contents = objects.get(path).contents;
        return contents.stream().anyMatch(content -> !Arrays.equals(content, contents.get(0)));
    }

    List<String> paths() {
        return List.copyOf(objects.keySet());
    }

    Optional<String> nonce(String path) {
        return head(path).map(stored -> SegmentFooter.nonceOf(stored.metadata()));
    }

    /** Whether no shard of a partition has a segment. */
    boolean isEmpty(int partition) {
        String folder = "/%05d/".formatted(partition);
        return objects.keySet().stream().noneMatch(path -> path.contains(folder));
    }

    /** The end of a shard's last segment that starts below an offset. */
    Optional<Long> endOfLastBelow(Shard shard, long offset) {
        Map.Entry<String, Versions> last =
                objects.lowerEntry(shard.segmentAt(offset).path());
        return last == null || !last.getKey().startsWith(shard.prefix())
                ? Optional.empty()
                : Optional.of(end(last.getKey(), last.getValue().metadata.get("landfall-end")));
    }

    /** Metadata of a segment that was uploaded in parts does not have its end. */
    private long end(String path, String known) {
        return known == null ? SegmentReader.footer(this, path).end() : Long.parseLong(known);
    }

    private byte[] bytes(String path) {
        List<byte[]> contents = objects.get(path).contents;
        return contents.get(contents.size() - 1);
    }

    @Override
    public Optional<Stored> head(String path) {
        return Optional.ofNullable(objects.get(path)).map(object -> new Stored(bytes(path).length, object.metadata));
    }

    @Override
    public byte[] read(String path, long position, int length) {
        byte[] bytes = bytes(path);
        return Arrays.copyOfRange(bytes, (int) position, (int) Math.min(bytes.length, position + length));
    }

    @Override
    public List<String> list(String prefix, String after, int max) {
        return objects.tailMap(after, false).keySet().stream()
                .dropWhile(path -> path.compareTo(prefix) < 0)
                .takeWhile(path -> path.startsWith(prefix))
                .limit(max)
                .toList();
    }

    @Override
    public String location() {
        return "simulated";
    }

    @Override
    public void close() {}
}
