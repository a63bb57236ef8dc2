package io.landfall.reconcile;

import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.Shard;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A shard in figures.
 *
 * @param log what the topic has; empty for older generations, and partitions that the topic does not have
 * @param committed the group's offset; empty if it has none
 * @param covered what the chain covers; empty without segments
 * @param ledger the sum of its segments' ledgers
 * @param withoutRecord offsets that landed ranges cover and at which nothing was read: compaction and markers of transactions leave
 *     such, and a log that began later
 * @param uncommitted offsets that landed and are not committed yet: usual while the service runs
 * @param lag offsets that the topic has and no segment covers yet
 * @param bronzeRows empty where bronze was not looked at
 * @param pending segments that bronze may still get
 * @param findings how many findings name this shard
 */
public record ShardReport(
        Shard shard,
        Optional<SourceOffsets.Log> log,
        OptionalLong committed,
        Optional<Finding.Offsets> covered,
        long segments,
        Ledger ledger,
        long withoutRecord,
        long uncommitted,
        long lag,
        OptionalLong bronzeRows,
        long pending,
        long findings) {}
