package io.landfall.landing;

/** What landed and what the consumer group committed contradict each other: going on would lose or double records. */
public final class ShardRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ShardRefusedException(String message) {
        super(message);
    }
}
