package io.landfall.dedupe;

import io.landfall.config.ProcessingConfig.StoreKind;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** {@link AcceptedPositions} in a state store of Kafka Streams. */
public final class DedupeStore implements AcceptedPositions {
    private final KeyValueStore<Bytes, byte[]> store;

    /**
     * @param store built by {@link #builder}
     */
    public DedupeStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** The store's name in the topology: {@code <table>-dedupe-store}. */
    public static String name(String table) {
        return table + "-dedupe-store";
    }

    /**
     * The store of a table: with a changelog, and without Kafka Streams' cache, since a key is rarely written twice
     * between two commits. With {@link StoreKind#ROCKSDB}, set {@link DedupeRocksDb} as the instance's
     * {@code rocksdb.config.setter}.
     */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String table, StoreKind kind) {
        KeyValueBytesStoreSupplier supplier =
                switch (kind) {
                    case ROCKSDB -> BatchedWrites.supplier(Stores.persistentKeyValueStore(name(table)));
                    case MEMORY -> Stores.inMemoryKeyValueStore(name(table));
                };
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }

    @Override
    public byte[] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        store.put(Bytes.wrap(key), value);
    }

    @Override
    public void delete(byte[] key) {
        store.delete(Bytes.wrap(key));
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(Bytes.wrap(from), Bytes.wrap(to))) {
            boolean more = true;
            while (more && entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                more = visitor.visit(entry.key.get(), entry.value);
            }
        }
    }

    @Override
    public long approximateSize() {
        return store.approximateNumEntries();
    }
}
