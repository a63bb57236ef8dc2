package io.landfall.landing;

import io.landfall.failure.StopsTheService;

/** What landed and what the consumer group committed contradict each other: going on would lose or double records. */
public final class ShardRefusedException extends RuntimeException implements StopsTheService {
    private static final long serialVersionUID = 1;

    public ShardRefusedException(String message) {
        super(message);
    }
}
