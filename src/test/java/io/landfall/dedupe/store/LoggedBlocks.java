package io.landfall.dedupe.store;

import io.landfall.dedupe.AcceptedPositions;
import io.landfall.memory.HeapAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** What production keeps accepted records in, with a changelog that knows what it held at the last commit. */
public final class LoggedBlocks {
    private final long within;
    private final Optional<Path> folder;
    private final List<Write> changelog = new ArrayList<>();
    private int committed;
    private AcceptedStore blocks;

    @SuppressWarnings("ArrayRecordComponent")
    private record Write(byte[] key, byte[] value) {}

    private LoggedBlocks(Duration within, Optional<Path> folder) {
        this.within = within.toMillis();
        this.folder = folder;
        open();
    }

    public static LoggedBlocks inMemory(Duration within) {
        return new LoggedBlocks(within, Optional.empty());
    }

    public static LoggedBlocks in(Path folder, Duration within) {
        return new LoggedBlocks(within, Optional.of(folder));
    }

    private void open() {
        HeapAccount room = new HeapAccount(1 << 26);
        blocks = folder.isPresent()
                ? AcceptedStore.in(new RunDirectory(folder.get()), within, room)
                : AcceptedStore.inMemory(within, room);
        blocks.read();
        int from = blocks.snapshot().map(Math::toIntExact).orElse(0);
        changelog.subList(from, changelog.size()).forEach(write -> blocks.restore(write.key, write.value));
        blocks.logTo((key, value) -> changelog.add(new Write(key, value)));
    }

    public AcceptedPositions positions() {
        return blocks;
    }

    AcceptedStore blocks() {
        return blocks;
    }

    /** How many records are remembered. */
    public long size() {
        return blocks.size();
    }

    /** The digests that a compacted changelog has. */
    public Set<String> digests() {
        Set<String> digests = new HashSet<>();
        compacted().forEach((key, block) -> {
            if (BlockKey.is(key)) {
                BlockCodec.decode(block, (first, second, offset, time, seenAt) -> digests.add(first + " " + second));
            }
        });
        return digests;
    }

    /** What a compacted changelog has. */
    public Map<byte[], byte[]> compacted() {
        Map<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
        changelog.forEach(write -> entries.put(write.key, write.value));
        entries.values().removeIf(value -> value == null);
        return entries;
    }

    /** Everything that was flushed counts. */
    public void commit() {
        committed = changelog.size();
    }

    /** The store hears that it has all of the changelog. */
    public void inStep(boolean last) {
        blocks.inStepWith(changelog.size(), last);
    }

    /** Exactly once: everything as at the last commit. */
    public void restoreCommitted() {
        changelog.subList(committed, changelog.size()).clear();
        reopen();
    }

    /** At least once: what was written since the last commit is there up to some moment. */
    public void restoreAhead(Random random) {
        int arrived = committed + random.nextInt(changelog.size() - committed + 1);
        changelog.subList(arrived, changelog.size()).clear();
        committed = arrived;
        reopen();
    }

    private void reopen() {
        blocks.close();
        open();
    }
}
