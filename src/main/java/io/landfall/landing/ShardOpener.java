package io.landfall.landing;

import io.landfall.landing.CommitGate.GroupOffsets;
import io.landfall.landing.parquet.SegmentReader;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out where a shard goes on, from what the group committed and what landed. The two may differ by the segments of
 * one commit that did not happen; any other difference means that somebody moved the group or the objects by hand, and is
 * refused.
 *
 * <p>How the one is told from the other: each segment says which offset was committed when it was opened. Segments whose
 * commit did not happen say the committed offset itself, since it has not moved; a segment that says more was opened after
 * a later commit, so the group has been set back.
 */
public final class ShardOpener {
    private static final int PAGE = 1000;
    /** Most segments are shorter than this many offsets; the search for the one before widens sixteenfold. */
    private static final long FIRST_REACH = 1L << 16;

    private final ObjectStore store;
    private final LandingListener listener;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration timeout;

    /**
     * Creates an opener.
     *
     * @param timeout how long to try while the landing area does not answer
     */
    public ShardOpener(ObjectStore store, LandingListener listener, Clock clock, Sleeper sleeper, Duration timeout) {
        this.store = store;
        this.listener = listener;
        this.clock = clock;
        this.sleeper = sleeper;
        this.timeout = timeout;
    }

    /**
     * Opens a shard, and sees to it that its records are read from where it goes on.
     *
     * @throws ShardRefusedException if the group's offset and the landed segments contradict each other
     * @throws LandingUnavailableException if the landing area did not answer in time
     */
    public ShardOpening open(Shard shard, GroupOffsets group) {
        TopicPartition partition = new TopicPartition(shard.topic(), shard.partition());
        Backoff backoff = new Backoff(clock, sleeper, clock.instant().plus(timeout));
        OptionalLong committed = group.committed(partition);
        while (true) {
            try {
                ShardOpening opening = look(shard, committed, group.logStart(partition));
                group.seekTo(partition, Math.max(opening.committed(), opening.logStart()));
                return opening;
            } catch (ObjectStore.StoreException e) {
                listener.openingFailed(shard, String.valueOf(e.getMessage()));
                backoff.again("opening " + shard, e);
            } catch (ShardRefusedException e) {
                // Who looks slowly may have been put out of the group, and see what landed after commits since.
                OptionalLong now = group.committed(partition);
                if (now.equals(committed)) {
                    throw e;
                }
                committed = now;
            }
        }
    }

    private ShardOpening look(Shard shard, OptionalLong committed, long logStart) {
        if (committed.isEmpty()) {
            List<SegmentFooter> landed = from(shard, 0);
            // Not at the log's start, which moves: writers that saw different ones would not contend for one name.
            return landed.isEmpty()
                    ? new ShardOpening(shard, 0, 0, logStart, landed)
                    : adopt(shard, landed.get(0).key().start(), landed);
        }
        long offset = committed.getAsLong();
        List<SegmentFooter> landed = new ArrayList<>();
        aroundOrBefore(shard, offset).filter(segment -> segment.end() > offset).ifPresent(landed::add);
        landed.addAll(from(shard, offset));
        return adopt(shard, offset, landed);
    }

    /**
     * Goes on after segments that landed without their commit. Kafka may have committed an offset inside of the first one
     * since, while its records were passed through again.
     */
    private ShardOpening adopt(Shard shard, long committed, List<SegmentFooter> landed) {
        long tip = landed.isEmpty()
                ? committed
                : Math.min(committed, landed.get(0).key().start());
        for (SegmentFooter segment : landed) {
            if (segment.committed() > committed) {
                throw new ShardRefusedException(shard + ": the consumer group is at offset " + committed
                        + (tip == committed ? "" : " (or has none)") + ", but had already committed "
                        + segment.committed() + " when " + segment.key()
                        + " was written. Was the group reset, deleted or renamed? Landing again would double rows."
                        + remedy(tip));
            }
            if (segment.key().start() != tip) {
                throw new ShardRefusedException(shard + ": expected a segment that starts at offset " + tip
                        + ", found " + segment.key() + ". Objects or the group's offsets were changed by hand."
                        + remedy(tip));
            }
            tip = segment.end();
        }
        return new ShardOpening(shard, committed, tip, 0, landed);
    }

    private static String remedy(long offset) {
        return " To land a range again use `landfall replay`; to go on, set the group's offset to the end of the chain"
                + " of segments (it is contiguous up to at least " + offset + ").";
    }

    /** The segments from an offset on: usually none. Reads no more of them than it takes to refuse. */
    private List<SegmentFooter> from(Shard shard, long offset) {
        List<SegmentFooter> found = new ArrayList<>();
        String after = before(shard, offset);
        while (true) {
            List<String> page = store.list(shard.prefix(), after, PAGE);
            for (String path : page) {
                if (SegmentKey.parse(path).isEmpty()) {
                    continue;
                }
                SegmentFooter footer = SegmentReader.footer(store, path);
                found.add(footer);
                if (footer.committed() > found.get(0).key().start()) {
                    return found;
                }
            }
            if (page.isEmpty()) {
                return found;
            }
            after = page.get(page.size() - 1);
        }
    }

    /** The segment with the greatest start below the committed offset: it reaches that offset, or goes beyond it. */
    private Optional<SegmentFooter> aroundOrBefore(Shard shard, long committed) {
        Optional<SegmentFooter> last = lastBefore(shard, committed).map(path -> SegmentReader.footer(store, path));
        last.filter(before -> before.end() < committed).ifPresent(before -> {
            throw new ShardRefusedException(shard + ": the consumer group's committed offset " + committed
                    + " lies beyond the end of the chain, after " + before.key() + ", which covers offsets up to "
                    + before.end() + ". Somebody moved the group by hand." + remedy(before.end()));
        });
        return last;
    }

    /** The segment with the greatest start below an offset; object stores list forwards only, so look ever further back. */
    private Optional<String> lastBefore(Shard shard, long offset) {
        for (long reach = FIRST_REACH; ; reach = reach > Long.MAX_VALUE / 16 ? Long.MAX_VALUE : reach * 16) {
            long from = Math.max(0, offset - reach);
            Optional<String> last = lastBetween(shard, from, offset);
            if (last.isPresent() || from == 0) {
                return last;
            }
        }
    }

    private Optional<String> lastBetween(Shard shard, long from, long to) {
        String limit = shard.segmentAt(to).path();
        String after = before(shard, from);
        Optional<String> last = Optional.empty();
        while (true) {
            List<String> page = store.list(shard.prefix(), after, PAGE);
            for (String path : page) {
                if (path.compareTo(limit) >= 0) {
                    return last;
                }
                if (SegmentKey.parse(path).isPresent()) {
                    last = Optional.of(path);
                }
            }
            if (page.isEmpty()) {
                return last;
            }
            after = page.get(page.size() - 1);
        }
    }

    /** A text that sorts just before the key of the segment that starts at an offset. */
    private static String before(Shard shard, long offset) {
        String path = shard.segmentAt(offset).path();
        return path.substring(0, path.length() - ".parquet".length());
    }
}
