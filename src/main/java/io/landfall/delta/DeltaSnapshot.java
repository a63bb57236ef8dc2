package io.landfall.delta;

import io.delta.kernel.Scan;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A table as of one version. What its log says costs no look at its data. */
public final class DeltaSnapshot {
    private final Engine engine;
    private final SnapshotImpl snapshot;
    private final String location;

    DeltaSnapshot(Engine engine, SnapshotImpl snapshot, String location) {
        this.engine = engine;
        this.snapshot = snapshot;
        this.location = location;
    }

    /** Counted from zero. */
    public long version() {
        return snapshot.getVersion();
    }

    /** The types of the columns by name, in order, as Delta names types. */
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (StructField field : snapshot.getSchema().fields()) {
            columns.put(field.getName(), field.getDataType().toString());
        }
        return columns;
    }

    /** The table's properties, as they were set. */
    public Map<String, String> properties() {
        return Map.copyOf(snapshot.getMetadata().getConfiguration());
    }

    /**
     * Shows the files that the table has.
     *
     * @throws DeltaException if they cannot be told
     */
    public void files(Consumer<DataFile> files) {
        ScanImpl scan = (ScanImpl) snapshot.getScanBuilder().build();
        try (CloseableIterator<FilteredColumnarBatch> pages = scan.getScanFiles(engine, true)) {
            each(pages, file -> files.accept(described(file)));
        } catch (IOException
                | UncheckedIOException
                | KernelException
                | KernelEngineException
                | IllegalArgumentException e) {
            throw new DeltaException(location, e);
        }
    }

    private static DataFile described(Row file) {
        AddFile added = new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
        FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
        long removed = added.getDeletionVector()
                .map(DeletionVectorDescriptor::getCardinality)
                .orElse(0L);
        return new DataFile(
                StoreFiles.relative(status.getPath()),
                status.getSize(),
                Instant.ofEpochMilli(added.getModificationTime()),
                added.getNumRecords()
                        .map(rows -> OptionalLong.of(rows - removed))
                        .orElseGet(OptionalLong::empty));
    }

    /**
     * Reads columns of all rows.
     *
     * @throws DeltaException if it has no such columns, or they cannot be read
     */
    public void read(List<String> columns, RowVisitor visitor) {
        try {
            Scan scan =
                    snapshot.getScanBuilder().withReadSchema(schema(columns)).build();
            Row state = scan.getScanState(engine);
            try (CloseableIterator<FilteredColumnarBatch> pages = scan.getScanFiles(engine)) {
                each(pages, file -> readFile(state, file, columns.size(), visitor));
            }
        } catch (IOException
                | UncheckedIOException
                | KernelException
                | KernelEngineException
                | IllegalArgumentException e) {
            throw new DeltaException(location, e);
        }
    }

    /** Does something with a file of a scan. */
    @FunctionalInterface
    private interface FileAction {
        void on(Row file) throws IOException;
    }

    private static void each(CloseableIterator<FilteredColumnarBatch> pages, FileAction action) throws IOException {
        while (pages.hasNext()) {
            try (CloseableIterator<Row> page = pages.next().getRows()) {
                while (page.hasNext()) {
                    action.on(page.next());
                }
            }
        }
    }

    private StructType schema(List<String> columns) {
        StructType schema = new StructType();
        for (String name : columns) {
            if (snapshot.getSchema().indexOf(name) < 0) {
                throw new IllegalArgumentException("it has no column " + name);
            }
            schema = schema.add(snapshot.getSchema().get(name));
        }
        return schema;
    }

    private void readFile(Row state, Row file, int columns, RowVisitor visitor) throws IOException {
        CloseableIterator<ColumnarBatch> physical = engine.getParquetHandler()
                .readParquetFiles(
                        Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                        ScanStateRow.getPhysicalDataReadSchema(engine, state),
                        Optional.empty());
        try (CloseableIterator<FilteredColumnarBatch> pages =
                Scan.transformPhysicalData(engine, state, file, physical)) {
            while (pages.hasNext()) {
                show(pages.next(), columns, visitor);
            }
        }
        visitor.endOfFile();
    }

    private static void show(FilteredColumnarBatch page, int columns, RowVisitor visitor) {
        DeltaRow row = new DeltaRow(page.getData(), columns);
        Optional<ColumnVector> selected = page.getSelectionVector();
        for (int i = 0; i < page.getData().getSize(); i++) {
            if (selected.isEmpty()
                    || (!selected.get().isNullAt(i) && selected.get().getBoolean(i))) {
                visitor.row(row.at(i));
            }
        }
    }
}
