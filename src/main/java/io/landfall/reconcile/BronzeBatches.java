package io.landfall.reconcile;

import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import io.landfall.reconcile.BronzeSource.Batch;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What bronze has of one table's segments, until each is found. This is what grows with the number of segments: about a
 * hundred bytes for each.
 */
final class BronzeBatches {
    private final Map<Shard, NavigableMap<Long, Rows>> byShard = new HashMap<>();

    /** The rows of a batch; see {@link Batch}. */
    record Rows(long rows, long distinct, long first, long last) {}

    /** Reads a table. A {@code batch_id} that is none of its segments' is a finding. */
    static BronzeBatches of(BronzeSource source, String table, Findings findings) {
        BronzeBatches batches = new BronzeBatches();
        source.read(table, batch -> batches.add(table, batch, findings));
        return batches;
    }

    private void add(String table, Batch batch, Findings findings) {
        Optional<SegmentKey> key = SegmentKey.parse(batch.id() + ".parquet")
                .filter(k -> k.batchId().equals(batch.id()) && k.shard().table().equals(table));
        if (key.isPresent()) {
            byShard.computeIfAbsent(key.get().shard(), shard -> new TreeMap<>())
                    .put(key.get().start(), new Rows(batch.rows(), batch.distinct(), batch.first(), batch.last()));
        } else {
            String id = batch.id().isEmpty() ? "(no batch_id)" : batch.id();
            findings.add(Finding.ofTable(
                    FindingKind.BATCH_UNKNOWN,
                    table,
                    List.of(id),
                    batch.rows() + " rows; the batch_id is not the name of a segment of this table"));
        }
    }

    /** What bronze has of a segment; asked once. */
    Optional<Rows> take(SegmentKey key) {
        return Optional.ofNullable(rest(key.shard()).remove(key.start()));
    }

    /** How many rows bronze has of segments that would start in {@code [from, to)}; asked once. */
    long takeRows(Shard shard, long from, long to) {
        NavigableMap<Long, Rows> between = rest(shard).subMap(from, true, to, false);
        long rows = between.values().stream().mapToLong(Rows::rows).sum();
        between.clear();
        return rows;
    }

    private NavigableMap<Long, Rows> rest(Shard shard) {
        return byShard.getOrDefault(shard, new TreeMap<>());
    }

    /** What nobody asked for. */
    void rest(BiConsumer<SegmentKey, Rows> batches) {
        byShard.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().prefix()))
                .forEach(entry -> entry.getValue()
                        .forEach((start, rows) -> batches.accept(entry.getKey().segmentAt(start), rows)));
    }
}
