package io.landfall.dedupe.store;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps nothing: around it, Kafka Streams writes whatever is put into it to the changelog, which is the only public way there.
 */
final class ChangelogOnlyStore implements KeyValueStore<Bytes, byte[]> {
    private final String name;
    private boolean open;

    private ChangelogOnlyStore(String name) {
        this.name = name;
    }

    /** Supplies it. */
    record Supplier(String name) implements KeyValueBytesStoreSupplier {
        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new ChangelogOnlyStore(name);
        }

        @Override
        public String metricsScope() {
            return "dedupe";
        }
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        open = true;
    }

    @Override
    public void put(Bytes key, byte[] value) {}

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        throw keepsNothing();
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        throw keepsNothing();
    }

    @Override
    public byte[] delete(Bytes key) {
        throw keepsNothing();
    }

    @Override
    public byte[] get(Bytes key) {
        throw keepsNothing();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        throw keepsNothing();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        throw keepsNothing();
    }

    private static UnsupportedOperationException keepsNothing() {
        return new UnsupportedOperationException("only the changelog has what was put here");
    }

    @Override
    public long approximateNumEntries() {
        return 0;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }
}
