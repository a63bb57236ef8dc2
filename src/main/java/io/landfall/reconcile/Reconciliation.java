package io.landfall.reconcile;

import io.landfall.config.IngestConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.landing.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Compares Kafka, the landing area and bronze, table by table. Writes nothing anywhere. */
public final class Reconciliation {
    /** A run of the bronze job may take this long, and wait this long for a cluster. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final LandfallConfig config;
    private final Sources sources;
    private final Options options;

    /** What is compared. */
    public record Sources(
            SourceOffsets kafka, ObjectStore store, Optional<BronzeSource> bronze, Clock clock, Progress progress) {}

    /**
     * What counts as a finding.
     *
     * @param trimmed whether chains may have lost their beginning, to a lifecycle rule
     * @param complete whether all that landed has to be in bronze, however short ago
     */
    public record Options(boolean trimmed, boolean complete) {}

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** So many of a table's objects were checked. */
        void checked(String table, long objects);
    }

    public Reconciliation(LandfallConfig config, Sources sources, Options options) {
        this.config = config;
        this.sources = sources;
        this.options = options;
    }

    /**
     * Checks tables.
     *
     * @throws ReconcileException if Kafka or bronze could not be asked
     * @throws ObjectStore.StoreException if the landing area could not be asked
     */
    public Report check(Collection<TableConfig> tables) {
        List<ShardReport> shards = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        long leftOut = 0;
        for (TableConfig table : tables) {
            TableCheck check = new TableCheck(table, config.consumerGroup(table), sources, options, due(table));
            shards.addAll(check.run());
            findings.addAll(check.findings().kept());
            leftOut += check.findings().leftOut();
        }
        return new Report(shards, findings, leftOut);
    }

    private Instant due(TableConfig table) {
        return options.complete()
                ? Instant.MAX
                : sources.clock()
                        .instant()
                        .minus(rhythm(table.bronze().ingest()))
                        .minus(PATIENCE);
    }

    private static Duration rhythm(IngestConfig ingest) {
        if (ingest instanceof IngestConfig.Every every) {
            return every.interval();
        }
        return ingest instanceof IngestConfig.Daily ? Duration.ofDays(1) : Duration.ZERO;
    }
}
