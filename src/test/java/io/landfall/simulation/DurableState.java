package io.landfall.simulation;

import io.landfall.dedupe.AcceptedPositions;
import io.landfall.landing.segment.Shard;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What owners wrote to Kafka: the changelogs of dedupe, and the quarantine topic. */
final class DurableState {
    private final Map<Shard, NavigableMap<byte[], byte[]>> changelogs = new HashMap<>();
    private final Map<Shard, TreeMap<Long, Integer>> quarantined = new HashMap<>();

    /** A task's store: in memory, and told to somebody who writes its changelog. */
    static final class Store implements AcceptedPositions {
        private final NavigableMap<byte[], byte[]> entries;
        private final Changelog changelog;

        /** Hears of each change. */
        @FunctionalInterface
        interface Changelog {
            /**
             * A key changed.
             *
             * @param value null if it was removed
             */
            void set(byte[] key, byte[] value);
        }

        private Store(NavigableMap<byte[], byte[]> entries, Changelog changelog) {
            this.entries = entries;
            this.changelog = changelog;
        }

        @Override
        public byte[] get(byte[] key) {
            return entries.get(key);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            entries.put(key, value);
            changelog.set(key, value);
        }

        @Override
        public void delete(byte[] key) {
            entries.remove(key);
            changelog.set(key, null);
        }

        @Override
        public void scan(byte[] from, byte[] to, Visitor visitor) {
            for (Map.Entry<byte[], byte[]> entry :
                    List.copyOf(entries.subMap(from, true, to, true).entrySet())) {
                if (!visitor.visit(entry.getKey(), entry.getValue())) {
                    return;
                }
            }
        }

        @Override
        public long approximateSize() {
            return entries.size();
        }
    }

    private NavigableMap<byte[], byte[]> changelog(Shard shard) {
        return changelogs.computeIfAbsent(shard, any -> new TreeMap<>(Arrays::compareUnsigned));
    }

    /** Restores a store from its changelog. */
    Store restore(Shard shard, Store.Changelog further) {
        return new Store(new TreeMap<>(changelog(shard)), further);
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
