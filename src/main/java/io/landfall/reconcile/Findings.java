package io.landfall.reconcile;

import io.landfall.landing.segment.Shard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with a table. Keeps the first ones and counts the rest: damage may be everywhere. */
final class Findings {
    static final int KEPT = 1_000;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<Shard, Long> byShard = new HashMap<>();
    private long leftOut;

    void add(Finding finding) {
        finding.shard().ifPresent(shard -> byShard.merge(shard, 1L, Long::sum));
        if (kept.size() < KEPT) {
            kept.add(finding);
        } else {
            leftOut++;
        }
    }

    List<Finding> kept() {
        return kept;
    }

    long leftOut() {
        return leftOut;
    }

    long of(Shard shard) {
        return byShard.getOrDefault(shard, 0L);
    }
}
