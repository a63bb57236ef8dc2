package io.landfall.reconcile;

import io.landfall.landing.segment.Shard;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong.
 *
 * @param shard empty where it concerns none, or not only one
 * @param offsets which ones of the shard
 * @param objects the segments (paths below the landing root) or batches that it is about
 * @param detail in figures; never a record's values
 */
public record Finding(
        FindingKind kind,
        String table,
        Optional<Shard> shard,
        Optional<Offsets> offsets,
        List<String> objects,
        String detail) {

    /** Offsets {@code [from, to)}. */
    public record Offsets(long from, long to) {
        @Override
        public String toString() {
            return "[" + from + ", " + to + ")";
        }
    }

    public Finding {
        objects = List.copyOf(objects);
    }

    static Finding ofTable(FindingKind kind, String table, List<String> objects, String detail) {
        return new Finding(kind, table, Optional.empty(), Optional.empty(), objects, detail);
    }

    static Finding ofShard(FindingKind kind, Shard shard, List<String> objects, String detail) {
        return new Finding(kind, shard.table(), Optional.of(shard), Optional.empty(), objects, detail);
    }

    static Finding ofOffsets(FindingKind kind, Shard shard, long from, long to, List<String> objects, String detail) {
        return new Finding(
                kind, shard.table(), Optional.of(shard), Optional.of(new Offsets(from, to)), objects, detail);
    }
}
