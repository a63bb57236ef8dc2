package io.landfall.reconcile;

import io.landfall.delta.DeltaException;
import io.landfall.delta.DeltaTable;
import io.landfall.landing.store.ObjectStore;
import io.landfall.record.MetadataColumns;
import java.util.List;
import java.util.function.Consumer;

/** Bronze tables below a folder, as plain Spark keeps them. Reads two columns of each. */
public final class DeltaBronze implements BronzeSource {
    private static final List<String> COLUMNS = List.of(MetadataColumns.BATCH_ID, MetadataColumns.SOURCE_OFFSET);

    private final ObjectStore warehouse;
    private final String schema;

    /** Tables of a schema below a warehouse's root. */
    public DeltaBronze(ObjectStore warehouse, String schema) {
        this.warehouse = warehouse;
        this.schema = schema;
    }

    @Override
    public void read(String table, Consumer<Batch> batches) {
        BatchCounts counts = new BatchCounts();
        try {
            new DeltaTable(warehouse, schema + "/" + table)
                    .newest()
                    .ifPresent(snapshot -> snapshot.read(COLUMNS, counts));
        } catch (DeltaException e) {
            throw new ReconcileException(String.valueOf(e.getMessage()), e);
        }
        counts.forEach(batches);
    }
}
