package io.landfall.landing;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import java.time.Duration;

/** Hears what landing does; for metrics, health and tests. Called from stream and upload threads. */
public interface LandingListener {
    /** Hears nothing. */
    LandingListener NONE = new LandingListener() {};

    /** A shard is open and will write its next segment at {@code tip}. */
    default void shardOpened(Shard shard, long tip) {}

    /** The landing area did not say where a shard goes on, and will be asked again. */
    default void openingFailed(Shard shard, String reason) {}

    /** This process has the shard open no more, or could not open it. */
    default void shardClosed(Shard shard) {}

    /** Another writer owns the shard. */
    default void shardLost(Shard shard) {}

    /** A segment is durable. */
    default void segmentLanded(SegmentFooter footer, long bytes, Duration upload) {}

    /** An upload did not succeed and will be tried again. */
    default void uploadFailed(Shard shard, String reason) {}

    /** Bytes of all open segments of the process together. */
    default void openBytes(long bytes) {}
}
