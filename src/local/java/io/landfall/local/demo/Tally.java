package io.landfall.local.demo;

import io.landfall.local.feed.Counts;
import io.landfall.local.feed.Expected;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts by table, kept by one thread and read by others. */
final class Tally {
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();

    void set(Map<String, Counts> to) {
        counts.putAll(to);
    }

    void add(String table, Expected fate) {
        counts.merge(table, Counts.NONE.plus(fate), (sum, one) -> sum.plus(fate));
    }

    Map<String, Counts> counts() {
        return Map.copyOf(counts);
    }
}
