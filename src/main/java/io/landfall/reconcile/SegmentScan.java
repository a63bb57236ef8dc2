package io.landfall.reconcile;

import io.landfall.landing.parquet.SegmentReader;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Goes through all objects of a table in the order of their names: shard by shard, each shard's segments ascending. Footers
 * are read ahead, many at a time; how many are held does not depend on how many there are.
 */
final class SegmentScan implements AutoCloseable {
    /** As many as the store's client has connections. */
    private static final int READERS = 64;
    /** Lets the readers go on while the next page is listed. */
    private static final int AHEAD = 1024;

    private static final int PAGE = 10_000;

    private final ObjectStore store;
    private final ExecutorService readers;
    private final Deque<Read> window = new ArrayDeque<>();

    private record Read(SegmentKey key, Future<SegmentReader.Found> found) {}

    /** Is told what there is. */
    interface Visitor {
        /** An object with a segment's name. */
        void segment(SegmentKey key, SegmentReader.Found found);

        /** An object with another name. */
        void other(String path);
    }

    SegmentScan(ObjectStore store) {
        this.store = store;
        this.readers = Executors.newFixedThreadPool(READERS, task -> {
            Thread thread = new Thread(task, "reconcile");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Visits all that is below a table's prefix. */
    void visit(String table, Visitor visitor) {
        String prefix = table + "/";
        List<String> page = store.list(prefix, "", PAGE);
        while (!page.isEmpty()) {
            for (String path : page) {
                Optional<SegmentKey> key =
                        SegmentKey.parse(path).filter(k -> k.path().equals(path));
                if (key.isPresent()) {
                    ahead(key.get(), visitor);
                } else {
                    visitor.other(path);
                }
            }
            page = store.list(prefix, page.get(page.size() - 1), PAGE);
        }
        while (!window.isEmpty()) {
            deliver(visitor);
        }
    }

    private void ahead(SegmentKey key, Visitor visitor) {
        if (window.size() == AHEAD) {
            deliver(visitor);
        }
        window.add(new Read(key, readers.submit(() -> SegmentReader.find(store, key.path()))));
    }

    private void deliver(Visitor visitor) {
        Read read = window.remove();
        try {
            visitor.segment(read.key(), read.found().get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException failure
                    ? failure
                    : new ReconcileException("cannot read " + read.key(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReconcileException("interrupted while reading segments", e);
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
