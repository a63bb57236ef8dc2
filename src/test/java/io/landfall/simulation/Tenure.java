package io.landfall.simulation;

import io.landfall.landing.segment.Shard;
import io.landfall.simulation.Invariant.Violation;
import java.util.Optional;

/** One writer's time with a shard, from its opening on. Its number is in the nonces of its segments. */
final class Tenure {
    private final int number;
    private final String owner;
    private final Shard shard;
    private final long logStart;
    private int nonces;
    private boolean superseded;
    private boolean closed;
    private int landedSinceSuperseded;
    private int batchesSinceSuperseded;

    /**
     * Begins.
     *
     * @param logStart the first offset there was to read
     */
    Tenure(int number, String owner, Shard shard, long logStart) {
        this.number = number;
        this.owner = owner;
        this.shard = shard;
        this.logStart = logStart;
    }

    Shard shard() {
        return shard;
    }

    long logStart() {
        return logStart;
    }

    String nextNonce() {
        return number + "-" + ++nonces;
    }

    /** Whether a segment with this nonce is of this writer. */
    boolean wrote(String nonce) {
        return nonce.startsWith(number + "-");
    }

    /** The number of the tenure that a nonce is of. */
    static int numberOf(String nonce) {
        return Integer.parseInt(nonce.substring(0, nonce.indexOf('-')));
    }

    /** Somebody else has the shard open now, and may not know of this one, nor this one of it. */
    void superseded() {
        superseded = true;
    }

    boolean isSuperseded() {
        return superseded;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** A segment of this writer took effect. */
    void landed() {
        if (superseded) {
            landedSinceSuperseded++;
        }
    }

    /** All segments of one commit landed: a writer that goes on after that did not stop. */
    Optional<Violation> batchLanded() {
        if (landedSinceSuperseded == 0) {
            return Optional.empty();
        }
        landedSinceSuperseded = 0;
        batchesSinceSuperseded++;
        return batchesSinceSuperseded == 1
                ? Optional.empty()
                : Optional.of(new Violation(
                        Invariant.FENCING, this + " lost its shard, landed what it had, and landed more after that"));
    }

    @Override
    public String toString() {
        return owner + "'s opening " + number + " of " + shard;
    }
}
