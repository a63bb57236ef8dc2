package io.landfall.ops;

import io.landfall.landing.LandingListener;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/** Not ready while a shard cannot upload its segment, or find out where it goes on; passes everything on. */
public final class LandingHealth implements LandingListener {
    /** The condition it keeps. */
    public static final String CONDITION = "landing";

    private final Health health;
    private final LandingListener next;
    private final SortedSet<String> failing = new TreeSet<>();

    /** Tells {@code health} about the landing area and {@code next} about everything. */
    public LandingHealth(Health health, LandingListener next) {
        this.health = health;
        this.next = next;
    }

    @Override
    public void shardOpened(Shard shard, long tip) {
        recovered(shard);
        next.shardOpened(shard, tip);
    }

    @Override
    public void shardClosed(Shard shard) {
        recovered(shard);
        next.shardClosed(shard);
    }

    @Override
    public void shardLost(Shard shard) {
        recovered(shard);
        next.shardLost(shard);
    }

    @Override
    public void segmentLanded(SegmentFooter footer, long bytes, Duration upload) {
        recovered(footer.key().shard());
        next.segmentLanded(footer, bytes, upload);
    }

    @Override
    public void uploadFailed(Shard shard, String cause) {
        failed(shard);
        next.uploadFailed(shard, cause);
    }

    @Override
    public void openingFailed(Shard shard, String cause) {
        failed(shard);
        next.openingFailed(shard, cause);
    }

    private synchronized void failed(Shard shard) {
        failing.add(shard.toString());
        health.notReady(CONDITION, reason());
    }

    @Override
    public void openBytes(long bytes) {
        next.openBytes(bytes);
    }

    /** A shard that moved to another writer is no longer ours to worry about. */
    private synchronized void recovered(Shard shard) {
        if (!failing.remove(shard.toString())) {
            return;
        }
        if (failing.isEmpty()) {
            health.ready(CONDITION);
        } else {
            health.notReady(CONDITION, reason());
        }
    }

    private String reason() {
        return "the landing area fails for " + failing.size() + " shard(s), among them " + failing.first();
    }
}
