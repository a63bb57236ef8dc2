package io.landfall.delta;

import io.delta.kernel.Table;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.SnapshotImpl;
import io.landfall.landing.store.ObjectStore;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A Delta table below an object store's root. */
public final class DeltaTable {
    private final ObjectStore store;
    private final String path;
    private final Engine engine;

    /**
     * A table, whether there is one or not.
     *
     * @param path of its folder
     */
    public DeltaTable(ObjectStore store, String path) {
        this.store = store;
        this.path = path;
        this.engine = DefaultEngine.create(new StoreFiles(store));
    }

    /**
     * The table as it is now; empty if there is none.
     *
     * @throws DeltaException if that cannot be told
     * @throws ObjectStore.StoreException if the store could not be asked
     */
    @SuppressWarnings("UnusedException") // it is an answer
    public Optional<DeltaSnapshot> newest() {
        String location = store.location() + "/" + path;
        try {
            SnapshotImpl snapshot =
                    (SnapshotImpl) Table.forPath(engine, "/" + path).getLatestSnapshot(engine);
            return Optional.of(new DeltaSnapshot(engine, snapshot, location));
        } catch (TableNotFoundException e) {
            return Optional.empty();
        } catch (UncheckedIOException | KernelException | KernelEngineException | IllegalArgumentException e) {
            throw new DeltaException(location, e);
        }
    }

    /**
     * Whether a version was committed, and is not so old that its commit was cleaned away. Looks for one object: as versions
     * have no gaps, the cheapest way to see whether a table moved on.
     */
    public boolean hasCommit(long version) {
        return store.head("%s/_delta_log/%020d.json".formatted(path, version)).isPresent();
    }
}
