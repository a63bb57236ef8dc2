package io.landfall.cli;

import io.landfall.landing.LandingListener;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what landing does, without content, and passes it on. */
final class LandingLog implements LandingListener {
    private static final Logger LOG = LoggerFactory.getLogger(LandingLog.class);

    private final LandingListener next;

    LandingLog(LandingListener next) {
        this.next = next;
    }

    @Override
    public void shardOpened(Shard shard, long tip) {
        LOG.info("opened {}, next segment starts at {}", shard, tip);
        next.shardOpened(shard, tip);
    }

    @Override
    public void shardClosed(Shard shard) {
        LOG.info("closed {}", shard);
        next.shardClosed(shard);
    }

    @Override
    public void shardLost(Shard shard) {
        LOG.warn("another writer owns {}", shard);
        next.shardLost(shard);
    }

    @Override
    public void segmentLanded(SegmentFooter footer, long bytes, Duration upload) {
        Ledger ledger = footer.ledger();
        LOG.info(
                "landed {} up to {}: {} rows, {} duplicates, {} quarantined, {} skipped, {} bytes in {} ms",
                footer.key(),
                footer.end(),
                ledger.rows(),
                ledger.duplicates(),
                ledger.quarantined(),
                ledger.skipped(),
                bytes,
                upload.toMillis());
        if (ledger.expired() > 0) {
            LOG.error(
                    "{}: retention took {} offsets before they were read; they are lost upstream",
                    footer.key().shard(),
                    ledger.expired());
        }
        next.segmentLanded(footer, bytes, upload);
    }

    @Override
    public void uploadFailed(Shard shard, String reason) {
        LOG.warn("could not land a segment of {}, trying again: {}", shard, reason);
        next.uploadFailed(shard, reason);
    }

    @Override
    public void openingFailed(Shard shard, String reason) {
        LOG.warn("could not find out where {} goes on, trying again: {}", shard, reason);
        next.openingFailed(shard, reason);
    }

    @Override
    public void openBytes(long bytes) {
        next.openBytes(bytes);
    }
}
