package io.landfall.dedupe;

import java.util.List;

/** A store that is like another one, but for what a subclass changes. */
class DelegatingPositions implements AcceptedPositions {
    private final AcceptedPositions store;

    DelegatingPositions(AcceptedPositions store) {
        this.store = store;
    }

    @Override
    public List<Accepted> of(byte[] digest) {
        return store.of(digest);
    }

    @Override
    public void add(byte[] digest, Accepted accepted) {
        store.add(digest, accepted);
    }

    @Override
    public byte[] steps() {
        return store.steps();
    }

    @Override
    public void steps(byte[] steps) {
        store.steps(steps);
    }

    @Override
    public void forget(long horizon) {
        store.forget(horizon);
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public void committed() {
        store.committed();
    }
}
