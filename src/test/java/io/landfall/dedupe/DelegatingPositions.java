package io.landfall.dedupe;

/** A store that is like another one, but for what a subclass changes. */
class DelegatingPositions implements AcceptedPositions {
    private final AcceptedPositions store;

    DelegatingPositions(AcceptedPositions store) {
        this.store = store;
    }

    @Override
    public byte[] get(byte[] key) {
        return store.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        store.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        store.delete(key);
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) {
        store.scan(from, to, visitor);
    }

    @Override
    public long approximateSize() {
        return store.approximateSize();
    }
}
