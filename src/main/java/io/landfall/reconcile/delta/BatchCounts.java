package io.landfall.reconcile.delta;

import io.landfall.reconcile.BronzeSource.Batch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts a table's rows by batch. The offsets of a batch are a compressed set: a few bytes for each run of offsets that follow
 * each other, which is what most segments are made of.
 */
final class BatchCounts {
    private final Map<String, Count> byId = new HashMap<>();
    private final Set<Count> touched = new HashSet<>();
    private String lastId = "";
    private Count last;

    private static final class Count {
        /** Their lower halves: no segment covers four billion offsets, and rows from far away show in the range. */
        private final RoaringBitmap offsets = new RoaringBitmap();

        private long rows;
        private long first = Long.MAX_VALUE;
        private long end = Long.MIN_VALUE;

        void add(long offset) {
            offsets.add((int) offset);
            rows++;
            first = Math.min(first, offset);
            end = Math.max(end, offset);
        }
    }

    void add(String id, long offset) {
        if (last == null || !id.equals(lastId)) {
            last = byId.computeIfAbsent(id, i -> new Count());
            lastId = id;
            touched.add(last);
        }
        last.add(offset);
    }

    /** A good time to take less room: a file was read. */
    void compact() {
        touched.forEach(count -> count.offsets.runOptimize());
        touched.clear();
        last = null;
    }

    void forEach(Consumer<Batch> batches) {
        byId.forEach((id, count) ->
                batches.accept(new Batch(id, count.rows, count.offsets.getLongCardinality(), count.first, count.end)));
    }
}
