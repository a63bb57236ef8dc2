package io.landfall.simulation;

import io.landfall.dedupe.AcceptedPositions;
import io.landfall.dedupe.store.BlocksInMemory;
import io.landfall.landing.segment.Shard;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What owners wrote to Kafka: the changelogs of dedupe, and the quarantine topic. */
final class DurableState {
    private final Map<Shard, NavigableMap<byte[], byte[]>> changelogs = new HashMap<>();
    private final Map<Shard, TreeMap<Long, Integer>> quarantined = new HashMap<>();

    private NavigableMap<byte[], byte[]> changelog(Shard shard) {
        return changelogs.computeIfAbsent(shard, any -> new TreeMap<>(Arrays::compareUnsigned));
    }

    /** Restores a store from its changelog. */
    AcceptedPositions restore(Shard shard, long within, BiConsumer<byte[], byte[]> further) {
        return BlocksInMemory.restored(within, changelog(shard), further);
    }

    void set(Shard shard, byte[] key, byte[] value) {
        if (value == null) {
            changelog(shard).remove(key);
        } else {
            changelog(shard).put(key, value);
        }
    }

    void quarantine(Shard shard, long offset) {
        quarantined.computeIfAbsent(shard, any -> new TreeMap<>()).merge(offset, 1, Integer::sum);
    }

    /** How often each offset of a shard is in the quarantine topic. */
    Map<Long, Integer> quarantined(Shard shard) {
        return quarantined.getOrDefault(shard, new TreeMap<>());
    }
}
