package io.landfall.dedupe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store that hands its writes on in batches: one call into RocksDB with some hundred entries costs less than as many
 * calls. What waits is found by every read, and is handed on before the offsets of the changelog are kept, so nobody can
 * tell. The changelog has each entry at once, since it is written further out.
 */
final class BatchedWrites implements KeyValueStore<Bytes, byte[]> {
    static final int BATCH = 512;

    private final KeyValueStore<Bytes, byte[]> store;
    private Map<Bytes, byte[]> waiting = new HashMap<>(2 * BATCH);

    /**
     * The batch before, since most repetitions follow soon: as the store has it, unless it waits again. It ends with the commit: while
     * the task is a standby, the store gets what the changelog has without this one's knowledge.
     */
    private Map<Bytes, byte[]> before = new HashMap<>(2 * BATCH);

    BatchedWrites(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Supplies the other's stores, with their writes batched. */
    static KeyValueBytesStoreSupplier supplier(KeyValueBytesStoreSupplier of) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return of.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new BatchedWrites(of.get());
            }

            @Override
            public String metricsScope() {
                return of.metricsScope();
            }
        };
    }

    @Override
    public void put(Bytes key, byte[] value) {
        waiting.put(key, value);
        if (waiting.size() == BATCH) {
            handOn();
        }
    }

    private void handOn() {
        if (waiting.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>(waiting.size());
        waiting.forEach((key, value) -> batch.add(KeyValue.pair(key, value)));
        // In order, each goes into the memtable near the one before it.
        batch.sort(Comparator.comparing(entry -> entry.key));
        store.putAll(batch);
        Map<Bytes, byte[]> written = waiting;
        waiting = before;
        waiting.clear();
        before = written;
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] present = get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] present = get(key);
        put(key, null);
        return present;
    }

    @Override
    public byte[] get(Bytes key) {
        byte[] value = waiting.get(key);
        if (value != null || waiting.containsKey(key)) {
            return value;
        }
        value = before.get(key);
        return value != null || before.containsKey(key) ? value : store.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        handOn();
        return store.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
        handOn();
        return store.reverseRange(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        handOn();
        return store.all();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseAll() {
        handOn();
        return store.reverseAll();
    }

    @Override
    public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
        handOn();
        return store.prefixScan(prefix, serializer);
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries() + waiting.size();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        handOn();
        before.clear();
        store.commit(changelogOffsets);
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return store.committedOffset(partition);
    }

    /** Kafka Streams still asks. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean managesOffsets() {
        return store.managesOffsets();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        store.init(context, root);
    }

    /** What waits was written since the last commit, so it will come again from the changelog. */
    @Override
    public void close() {
        waiting.clear();
        before.clear();
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }

    @Override
    public Position getPosition() {
        return store.getPosition();
    }
}
