package io.landfall.ops;

import io.landfall.landing.LandingListener;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What landing does, counted per table: a table may have a thousand shards. */
final class LandingMetrics implements LandingListener {
    private final MeterRegistry registry;
    private final Map<String, OfTable> tables = new ConcurrentHashMap<>();
    private final AtomicLong openBytes = new AtomicLong();

    LandingMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("landfall.open.bytes", openBytes, AtomicLong::get)
                .description("Bytes of all open segments together")
                .register(registry);
    }

    /** Makes a table's counters show, at zero, before anything happens. */
    void announce(String table) {
        of(table);
    }

    @Override
    public void shardOpened(Shard shard, long tip) {
        of(shard.table()).shardsOpened.increment();
    }

    @Override
    public void shardLost(Shard shard) {
        of(shard.table()).shardsLost.increment();
    }

    @Override
    public void segmentLanded(SegmentFooter footer, long bytes, Duration upload) {
        OfTable table = of(footer.key().shard().table());
        table.segments.increment();
        table.bytes.increment((double) bytes);
        table.rows.increment((double) footer.ledger().rows());
        table.expired.increment((double) footer.ledger().expired());
        table.upload.record(upload);
    }

    @Override
    public void uploadFailed(Shard shard, String reason) {
        of(shard.table()).uploadsFailed.increment();
    }

    @Override
    public void openBytes(long bytes) {
        openBytes.set(bytes);
    }

    private OfTable of(String table) {
        return tables.computeIfAbsent(table, name -> new OfTable(registry, name));
    }

    private static final class OfTable {
        final Counter segments;
        final Counter bytes;
        final Counter rows;
        final Counter expired;
        final Counter uploadsFailed;
        final Counter shardsOpened;
        final Counter shardsLost;
        final Timer upload;

        OfTable(MeterRegistry registry, String table) {
            segments = counter(registry, table, "landfall.segments.landed", "Segments that are durable");
            bytes = counter(registry, table, "landfall.segment.bytes", "Bytes of segments that are durable");
            rows = counter(registry, table, "landfall.segment.rows", "Rows of segments that are durable");
            expired = counter(registry, table, "landfall.expired", "Offsets that retention took before they were read");
            uploadsFailed = counter(registry, table, "landfall.uploads.failed", "Uploads to be tried again");
            shardsOpened = counter(registry, table, "landfall.shards.opened", "Shards that this process took over");
            shardsLost = counter(registry, table, "landfall.shards.lost", "Shards that another writer took over");
            upload = Timer.builder("landfall.upload")
                    .description("Time from the first attempt to a durable segment")
                    .tags("table", table)
                    .register(registry);
        }

        private static Counter counter(MeterRegistry registry, String table, String name, String description) {
            return Counter.builder(name)
                    .description(description)
                    .tags("table", table)
                    .register(registry);
        }
    }
}
