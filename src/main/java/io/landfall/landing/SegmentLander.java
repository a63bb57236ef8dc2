package io.landfall.landing;

import io.landfall.landing.ObjectStore.CreateResult;
import io.landfall.landing.ObjectStore.Stored;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lands one segment, create-only. When the outcome is unknown the object's nonce tells: our own means it landed,
 * anything else means another writer owns the shard.
 */
public final class SegmentLander {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final LandingListener listener;
    private final Clock clock;
    private final Pause pause;
    private final Duration patience;

    /** How to wait; replaced where time is virtual. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;

        /** Waits for real. */
        Pause REAL = duration -> Thread.sleep(duration.toMillis());
    }

    /**
     * Creates a lander.
     *
     * @param patience how long to try before the commit is failed
     */
    public SegmentLander(ObjectStore store, LandingListener listener, Clock clock, Pause pause, Duration patience) {
        this.store = store;
        this.listener = listener;
        this.clock = clock;
        this.pause = pause;
        this.patience = patience;
    }

    /**
     * Returns when the segment is durable.
     *
     * @throws ShardLostException if another writer's segment is in its place
     * @throws LandingUnavailableException if patience ended first; the same segment may be tried again
     */
    void land(SealedSegment segment) {
        SegmentKey key = segment.footer().key();
        Instant began = clock.instant();
        Duration wait = FIRST_PAUSE;
        while (true) {
            Optional<Exception> failure = attempt(segment);
            if (failure.isEmpty()) {
                listener.segmentLanded(segment.footer(), segment.size(), Duration.between(began, clock.instant()));
                return;
            }
            listener.uploadFailed(key.shard(), failure.get().getMessage());
            if (Duration.between(began, clock.instant()).plus(wait).compareTo(patience) > 0) {
                throw new LandingUnavailableException(
                        "could not land " + key + " within " + patience + ": "
                                + failure.get().getMessage(),
                        failure.get());
            }
            sleep(key, wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait.multipliedBy(2);
        }
    }

    /** Empty if the segment is durable. */
    private Optional<Exception> attempt(SealedSegment segment) {
        SegmentFooter footer = segment.footer();
        String path = footer.key().path();
        CreateResult result = store.create(path, segment.content(), footer.toObjectMetadata());
        if (result instanceof CreateResult.Created) {
            return Optional.empty();
        }
        if (result instanceof CreateResult.Unknown unknown) {
            return Optional.of(unknown.cause());
        }
        try {
            Optional<Stored> present = store.head(path);
            if (present.isEmpty()) {
                return Optional.of(new IllegalStateException(path + " exists and does not"));
            }
            if (SegmentFooter.nonceOf(present.get().metadata()).equals(footer.nonce())) {
                return Optional.empty();
            }
        } catch (ObjectStore.StoreException e) {
            return Optional.of(e);
        }
        listener.shardLost(footer.key().shard());
        throw new ShardLostException(footer.key());
    }

    private void sleep(SegmentKey key, Duration wait) {
        try {
            pause.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LandingUnavailableException("interrupted while landing " + key, e);
        }
    }
}
