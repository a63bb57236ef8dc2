package io.landfall.reconcile;

import java.util.List;

/**
 * What a reconciliation found.
 *
 * @param shards all that were looked at, by table
 * @param findings all that is wrong, but for those left out
 * @param leftOut how many findings are only counted
 */
public record Report(List<ShardReport> shards, List<Finding> findings, long leftOut) {
    public Report {
        shards = List.copyOf(shards);
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isClean() {
        return findings.isEmpty();
    }
}
