package io.landfall.landing;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.CreateResult;
import io.landfall.landing.store.ObjectStore.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lands one segment, create-only. When the outcome is unknown the object's nonce tells: our own means it landed,
 * anything else means another writer owns the shard.
 */
public final class SegmentLander {
    private final ObjectStore store;
    private final LandingListener listener;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration timeout;

    /**
     * Creates a lander.
     *
     * @param timeout how long a commit waits for all its segments, the time in which they queue for upload included
     */
    public SegmentLander(ObjectStore store, LandingListener listener, Clock clock, Sleeper sleeper, Duration timeout) {
        this.store = store;
        this.listener = listener;
        this.clock = clock;
        this.sleeper = sleeper;
        this.timeout = timeout;
    }

    /** When a commit that begins now gives up. */
    Instant deadline() {
        return clock.instant().plus(timeout);
    }

    /**
     * Returns when the segment is durable.
     *
     * @throws ShardLostException if another writer's segment is in its place
     * @throws LandingUnavailableException if the deadline came first; the same segment may be tried again
     */
    void land(SealedSegment segment, Instant deadline) {
        SegmentKey key = segment.footer().key();
        Instant began = clock.instant();
        Backoff backoff = new Backoff(clock, sleeper, deadline);
        Optional<Exception> failure = attempt(segment);
        while (failure.isPresent()) {
            listener.uploadFailed(key.shard(), String.valueOf(failure.get().getMessage()));
            backoff.again("landing " + key, failure.get());
            failure = attempt(segment);
        }
        listener.segmentLanded(segment.footer(), segment.rows().size(), Duration.between(began, clock.instant()));
    }

    /** Empty if the segment is durable. */
    private Optional<Exception> attempt(SealedSegment segment) {
        SegmentFooter footer = segment.footer();
        String path = footer.key().path();
        CreateResult result = segment.write(store);
        if (result instanceof CreateResult.Created) {
            return Optional.empty();
        }
        if (result instanceof CreateResult.Unknown unknown) {
            return Optional.of(unknown.cause());
        }
        try {
            Optional<Stored> present = store.head(path);
            if (present.isEmpty() && result instanceof CreateResult.Exists) {
                return Optional.of(new IllegalStateException(path + " exists and does not"));
            }
            if (present.map(Stored::metadata)
                    .map(SegmentFooter::nonceOf)
                    .filter(footer.nonce()::equals)
                    .isPresent()) {
                return Optional.empty();
            }
        } catch (ObjectStore.StoreException e) {
            return Optional.of(e);
        }
        listener.shardLost(footer.key().shard());
        throw new ShardLostException(footer.key());
    }
}
