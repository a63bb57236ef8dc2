package io.landfall.reconcile.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.landfall.landing.store.ObjectStore;
import io.landfall.reconcile.BronzeSource;
import io.landfall.reconcile.ReconcileException;
import io.landfall.record.MetadataColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Bronze tables below a folder, as plain Spark keeps them. Reads two columns of each. */
public final class DeltaBronze implements BronzeSource {
    private static final List<String> COLUMNS = List.of(MetadataColumns.BATCH_ID, MetadataColumns.SOURCE_OFFSET);
    /** Of a row without an offset: no segment's range has it. */
    private static final long NO_OFFSET = -1;

    private final ObjectStore warehouse;
    private final String schema;
    private final Engine engine;

    /** Tables of a schema below a warehouse's root. */
    public DeltaBronze(ObjectStore warehouse, String schema) {
        this.warehouse = warehouse;
        this.schema = schema;
        this.engine = DefaultEngine.create(new StoreFiles(warehouse));
    }

    @Override
    public void read(String table, Consumer<Batch> batches) {
        BatchCounts counts = new BatchCounts();
        String path = schema + "/" + table;
        try {
            count(Table.forPath(engine, "/" + path).getLatestSnapshot(engine), counts);
        } catch (TableNotFoundException e) {
            return; // nothing was ingested yet
        } catch (IOException | UncheckedIOException | KernelException | IllegalArgumentException e) {
            throw new ReconcileException(
                    "cannot read the Delta table " + warehouse.location() + "/" + path + ": " + e.getMessage(), e);
        }
        counts.forEach(batches);
    }

    private void count(Snapshot snapshot, BatchCounts counts) throws IOException {
        StructType columns = new StructType();
        for (String name : COLUMNS) {
            if (snapshot.getSchema().indexOf(name) < 0) {
                throw new IllegalArgumentException("it has no column " + name);
            }
            columns = columns.add(snapshot.getSchema().get(name));
        }
        Scan scan = snapshot.getScanBuilder().withReadSchema(columns).build();
        Row state = scan.getScanState(engine);
        try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
            while (files.hasNext()) {
                try (CloseableIterator<Row> page = files.next().getRows()) {
                    while (page.hasNext()) {
                        countFile(state, page.next(), counts);
                        counts.compact();
                    }
                }
            }
        }
    }

    private void countFile(Row state, Row file, BatchCounts counts) throws IOException {
        CloseableIterator<ColumnarBatch> physical = engine.getParquetHandler()
                .readParquetFiles(
                        Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                        ScanStateRow.getPhysicalDataReadSchema(engine, state),
                        Optional.empty());
        try (CloseableIterator<FilteredColumnarBatch> rows =
                Scan.transformPhysicalData(engine, state, file, physical)) {
            while (rows.hasNext()) {
                countRows(rows.next(), counts);
            }
        }
    }

    private static void countRows(FilteredColumnarBatch rows, BatchCounts counts) {
        ColumnVector ids = rows.getData().getColumnVector(0);
        ColumnVector offsets = rows.getData().getColumnVector(1);
        Optional<ColumnVector> selected = rows.getSelectionVector();
        for (int i = 0; i < rows.getData().getSize(); i++) {
            if (selected.isEmpty()
                    || (!selected.get().isNullAt(i) && selected.get().getBoolean(i))) {
                counts.add(
                        ids.isNullAt(i) ? "" : ids.getString(i), offsets.isNullAt(i) ? NO_OFFSET : offsets.getLong(i));
            }
        }
    }
}
