package io.landfall.reconcile;

import io.landfall.config.TableConfig;
import io.landfall.landing.parquet.SegmentReader.Found;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Checks one table, which the service may be writing meanwhile. So the order counts: bronze is read before the segments,
 * which all that it has came from; the group's offsets are read before the segments, which have to reach them, and again
 * after, since no segment can know of a later commit; and the topic's ends last.
 */
final class TableCheck {
    private static final int BETWEEN_PROGRESS = 10_000;

    private final TableConfig table;
    private final String group;
    private final Reconciliation.Sources sources;
    private final Reconciliation.Options options;
    private final Instant due;
    private final Findings findings = new Findings();
    private final Map<Shard, Chain> chains = new HashMap<>();
    /** Looked for again at the end: what a store shows of an object that is being written is gone then. */
    private final List<String> others = new ArrayList<>();

    private Set<Integer> partitions = Set.of();
    private Optional<BronzeBatches> bronze = Optional.empty();
    private long checked;

    TableCheck(
            TableConfig table,
            String group,
            Reconciliation.Sources sources,
            Reconciliation.Options options,
            Instant due) {
        this.table = table;
        this.group = group;
        this.sources = sources;
        this.options = options;
        this.due = due;
    }

    Findings findings() {
        return findings;
    }

    /** Checks it all; the shards in order. */
    List<ShardReport> run() {
        partitions = sources.kafka().partitions(table.source().topic());
        if (partitions.isEmpty()) {
            findings.add(Finding.ofTable(
                    FindingKind.TOPIC_MISSING,
                    table.name(),
                    List.of(),
                    table.source().topic()));
        }
        bronze = sources.bronze().map(source -> BronzeBatches.of(source, table.name(), findings));
        partitions.forEach(partition -> chain(current(partition)));
        Map<Integer, Long> committedBefore =
                sources.kafka().committed(group, table.source().topic());
        scan();
        Map<Integer, Long> committed =
                sources.kafka().committed(group, table.source().topic());
        Map<Integer, SourceOffsets.Log> logs =
                sources.kafka().logs(table.source().topic(), partitions);
        List<Chain> inOrder = chains.values().stream()
                .sorted(Comparator.comparing(chain -> chain.shard().prefix()))
                .toList();
        for (Chain chain : inOrder) {
            if (isCurrent(chain.shard())) {
                int partition = chain.shard().partition();
                chain.end(mustReach(chain, committedBefore));
                SourceOffsets.Log log = Objects.requireNonNull(logs.get(partition));
                GroupCheck.check(chain, offset(committed, partition), log, findings);
            } else {
                chain.end(0);
                unexpected(chain.shard());
            }
        }
        bronze.ifPresent(batches -> batches.rest(this::withoutSegment));
        others.stream().filter(path -> sources.store().head(path).isPresent()).forEach(this::alien);
        return inOrder.stream().map(chain -> report(chain, committed, logs)).toList();
    }

    private Shard current(int partition) {
        return new Shard(
                table.name(), table.landing().generation(), table.source().topic(), partition);
    }

    /** Whether it is one of those that the service writes. */
    private boolean isCurrent(Shard shard) {
        return shard.equals(current(shard.partition())) && partitions.contains(shard.partition());
    }

    private Chain chain(Shard shard) {
        return chains.computeIfAbsent(
                shard,
                s -> new Chain(
                        s,
                        s.generation() == 1 && !options.trimmed(),
                        new ShardBronze(s, bronze, due, findings),
                        findings));
    }

    /** What a chain has to cover. Where a later generation begins is not known until it has a segment. */
    private long mustReach(Chain chain, Map<Integer, Long> committed) {
        boolean mayBeEmpty = options.trimmed() || chain.shard().generation() > 1;
        return chain.isEmpty() && mayBeEmpty
                ? 0
                : committed.getOrDefault(chain.shard().partition(), 0L);
    }

    private static OptionalLong offset(Map<Integer, Long> offsets, int partition) {
        return offsets.containsKey(partition) ? OptionalLong.of(offsets.get(partition)) : OptionalLong.empty();
    }

    private void unexpected(Shard shard) {
        if (shard.generation() > table.landing().generation()) {
            findings.add(Finding.ofShard(
                    FindingKind.NEWER_GENERATION,
                    shard,
                    List.of(shard.prefix()),
                    "generation " + shard.generation() + ", configured is "
                            + table.landing().generation()));
        } else if (shard.generation() == table.landing().generation() && !partitions.isEmpty()) {
            findings.add(Finding.ofShard(
                    FindingKind.UNKNOWN_PARTITION,
                    shard,
                    List.of(shard.prefix()),
                    "the table reads " + partitions.size() + " partitions of "
                            + table.source().topic()));
        }
    }

    private void withoutSegment(SegmentKey key, BronzeBatches.Rows rows) {
        Optional<Chain> chain = Optional.ofNullable(chains.get(key.shard()));
        if (options.trimmed() && chain.map(c -> c.isTrimmed(key.start())).orElse(true)) {
            return;
        }
        chain.ifPresent(c -> c.bronze().count(rows));
        findings.add(Finding.ofOffsets(
                FindingKind.BATCH_UNKNOWN,
                key.shard(),
                rows.first(),
                rows.last() + 1,
                List.of(key.path()),
                "bronze has " + rows.rows() + " rows of it"));
    }

    private void alien(String path) {
        findings.add(Finding.ofTable(FindingKind.ALIEN, table.name(), List.of(path), "its name is not a segment's"));
    }

    private ShardReport report(Chain chain, Map<Integer, Long> committed, Map<Integer, SourceOffsets.Log> logs) {
        Shard shard = chain.shard();
        Optional<SourceOffsets.Log> log =
                isCurrent(shard) ? Optional.of(Objects.requireNonNull(logs.get(shard.partition()))) : Optional.empty();
        OptionalLong groupOffset = isCurrent(shard) ? offset(committed, shard.partition()) : OptionalLong.empty();
        return new ShardReport(
                shard,
                log,
                groupOffset,
                chain.isEmpty() ? Optional.empty() : Optional.of(new Finding.Offsets(chain.first(), chain.tip())),
                chain.segments(),
                chain.ledger(),
                chain.withoutRecord(),
                log.isPresent() ? GroupCheck.uncommitted(chain, groupOffset) : 0,
                log.map(l -> GroupCheck.lag(chain, groupOffset, l)).orElse(0L),
                chain.bronze().rows(),
                chain.bronze().pending(),
                findings.of(shard));
    }

    private void scan() {
        try (SegmentScan scan = new SegmentScan(sources.store())) {
            scan.visit(table.name(), new SegmentScan.Visitor() {
                @Override
                public void segment(SegmentKey key, Found found) {
                    chain(key.shard()).add(key, found);
                    progress();
                }

                @Override
                public void other(String path) {
                    if (others.size() < Findings.KEPT) {
                        others.add(path);
                    } else {
                        alien(path);
                    }
                    progress();
                }
            });
        }
    }

    private void progress() {
        if (++checked % BETWEEN_PROGRESS == 0) {
            sources.progress().checked(table.name(), checked);
        }
    }
}
