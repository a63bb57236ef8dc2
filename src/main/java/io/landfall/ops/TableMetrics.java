package io.landfall.ops;

import io.landfall.record.QuarantineReason;
import io.landfall.topology.TableListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** One table's counters, looked up once: telling them is per record. */
final class TableMetrics implements TableListener {
    private final Counter read;
    private final Counter landed;
    private final Counter duplicates;
    private final Counter skipped;
    private final Map<QuarantineReason, Counter> quarantined = new EnumMap<>(QuarantineReason.class);
    private final DistributionSummary score;

    TableMetrics(MeterRegistry registry, String table) {
        read = counter("landfall.records.read", "Records read from Kafka", table, registry);
        landed = counter("landfall.rows.landed", "Records that became rows of a segment", table, registry);
        duplicates = counter("landfall.duplicates", "Records that equal one accepted earlier", table, registry);
        skipped = counter("landfall.skipped", "Records that are counted only", table, registry);
        for (QuarantineReason reason : QuarantineReason.values()) {
            Counter counter = Counter.builder("landfall.quarantined")
                    .description("Records that went to quarantine")
                    .tags("table", table, "reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
            quarantined.put(reason, counter);
        }
        score = DistributionSummary.builder("landfall.quality.score")
                .description("Quality scores, 0 to 100")
                .tags("table", table)
                .register(registry);
    }

    private static Counter counter(String name, String description, String table, MeterRegistry registry) {
        return Counter.builder(name)
                .description(description)
                .tags("table", table)
                .register(registry);
    }

    @Override
    public void read(long records) {
        read.increment((double) records);
    }

    @Override
    public void scored(int points) {
        score.record(points);
    }

    @Override
    public void landed() {
        landed.increment();
    }

    @Override
    public void duplicate() {
        duplicates.increment();
    }

    @Override
    public void quarantined(QuarantineReason reason) {
        Objects.requireNonNull(quarantined.get(reason)).increment();
    }

    @Override
    public void skipped() {
        skipped.increment();
    }
}
