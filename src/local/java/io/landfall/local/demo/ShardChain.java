package io.landfall.local.demo;

import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.SegmentKey;
import java.util.Map;

/** The segments of one shard, as they are found in order: do they leave no offset out? */
final class ShardChain {
    private Ledger ledger = Ledger.EMPTY;
    private String lastPath = "";
    private long segments;
    private long end;
    private boolean unbroken = true;

    /**
     * Adds the next segment.
     *
     * @param metadata of its object
     */
    void add(SegmentKey key, Map<String, String> metadata) {
        unbroken &= key.start() == end && number(metadata, "start") == key.start();
        end = number(metadata, "end");
        ledger = ledger.plus(new Ledger(
                number(metadata, "read"),
                number(metadata, "rows"),
                number(metadata, "duplicates"),
                number(metadata, "quarantined"),
                number(metadata, "skipped"),
                number(metadata, "expired")));
        lastPath = key.path();
        segments++;
    }

    private static long number(Map<String, String> metadata, String name) {
        return Long.parseLong(metadata.getOrDefault("landfall-" + name, "0"));
    }

    Ledger ledger() {
        return ledger;
    }

    /** The last segment's path; empty if there is none. */
    String lastPath() {
        return lastPath;
    }

    long segments() {
        return segments;
    }

    /** Whether every offset from the topic's first to this one, exclusive, is in exactly one segment. */
    boolean covers(long topicEnd) {
        return unbroken && end == topicEnd;
    }
}
