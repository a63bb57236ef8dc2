package io.landfall.reconcile;

import io.landfall.delta.DeltaRow;
import io.landfall.delta.RowVisitor;
import io.landfall.reconcile.BronzeSource.Batch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts a table's rows by batch. The offsets of a batch are a compressed set: a few bytes for each run of offsets that follow
 * each other, which is what most segments are made of.
 */
final class BatchCounts implements RowVisitor {
    /** Of a row without an offset: no segment's range has it. */
    private static final long NO_OFFSET = -1;

    private final Map<String, Count> byId = new HashMap<>();
    private final Set<Count> touched = new HashSet<>();
    private String lastId = "";
    private @Nullable Count last;

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

    /** A row of a batch id and an offset. */
    @Override
    public void row(DeltaRow row) {
        add(row.isNull(0) ? "" : row.text(0), row.isNull(1) ? NO_OFFSET : row.number(1));
    }

    private void add(String id, long offset) {
        Count count = last;
        if (count == null || !id.equals(lastId)) {
            count = byId.computeIfAbsent(id, i -> new Count());
            last = count;
            lastId = id;
            touched.add(count);
        }
        count.add(offset);
    }

    /** A good time to take less room. */
    @Override
    public void endOfFile() {
        touched.forEach(count -> count.offsets.runOptimize());
        touched.clear();
        last = null;
    }

    void forEach(Consumer<Batch> batches) {
        byId.forEach((id, count) ->
                batches.accept(new Batch(id, count.rows, count.offsets.getLongCardinality(), count.first, count.end)));
    }
}
