package io.landfall.reconcile;

import io.landfall.reconcile.SourceOffsets.Log;
import java.util.List;
import java.util.OptionalLong;

/** Compares a chain with the group's offset and with the topic, which may both have moved on since. */
final class GroupCheck {
    private GroupCheck() {}

    static void check(Chain chain, OptionalLong committed, Log log, Findings findings) {
        long group = groupOffset(chain, committed);
        chain.committedIn()
                .filter(key -> chain.committed() > group)
                .ifPresent(key -> findings.add(Finding.ofOffsets(
                        FindingKind.GROUP_SET_BACK,
                        chain.shard(),
                        group,
                        chain.committed(),
                        List.of(key.path()),
                        "the group " + (committed.isPresent() ? "is at " + group : "has no offset")
                                + ", and had committed " + chain.committed() + " when this segment was written")));
        long reached = reached(chain, committed);
        if (log.end() < reached) {
            findings.add(Finding.ofOffsets(
                    FindingKind.TOPIC_BEHIND,
                    chain.shard(),
                    log.end(),
                    reached,
                    List.of(),
                    "the topic ends at " + log.end()));
        } else if (reached > 0 && reached < log.start()) {
            findings.add(Finding.ofOffsets(
                    FindingKind.OVERTAKEN,
                    chain.shard(),
                    reached,
                    log.start(),
                    List.of(),
                    "the topic begins at " + log.start()));
        }
    }

    /** A group without an offset is where its first batch began: its segments are adopted. */
    private static long groupOffset(Chain chain, OptionalLong committed) {
        return committed.orElse(chain.first());
    }

    private static long reached(Chain chain, OptionalLong committed) {
        return Math.max(chain.tip(), committed.orElse(0));
    }

    /** Offsets that landed and are not committed. */
    static long uncommitted(Chain chain, OptionalLong committed) {
        return Math.max(0, chain.tip() - groupOffset(chain, committed));
    }

    /** Offsets that the topic has and that have not landed. */
    static long lag(Chain chain, OptionalLong committed, Log log) {
        return Math.max(0, log.end() - Math.max(reached(chain, committed), log.start()));
    }
}
