package io.landfall.bronze.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_micros;

import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.table.BronzeDdl;
import io.landfall.record.MetadataColumns;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Tells which segments need not be loaded, since the table has their rows from somebody before: a stream whose checkpoint was
 * lost, say, or a stream before loads without one. Delta cannot tell, for to Delta these are other writers.
 *
 * <p>Rows are found by their {@code batch_id}, but searched for only where they can be. Whoever first meets the table notes in
 * the table's properties who it is, and the newest load time it found: the horizon. Rows of others are not above the
 * horizon, its own are not below. As nothing is loaded before it lands, a segment that landed above the horizon is
 * new. So a table that knew one stream only has no horizon and is never searched, and one whose checkpoint was lost is
 * searched for old segments only, in files that were loaded up to then.
 */
final class LoadedSegments {
    private static final String STREAM = "landfall.stream";
    private static final String HORIZON = "landfall.stream.horizon";

    /** S3 turns away clocks that are wrong by 15 minutes, so two clocks differ by twice that at most. */
    private static final Duration SKEW = Duration.ofMinutes(30);

    private final TableName table;
    private Optional<Instant> horizon = Optional.empty();

    LoadedSegments(TableName table) {
        this.table = table;
    }

    /**
     * Who met the table last.
     *
     * @param query a stream, or a sequence of loads
     * @param horizon the newest load time that it found, as text; empty if the table had no rows
     */
    record Owner(String query, String horizon) {}

    /**
     * Those of a batch's segments that are in the table from others.
     *
     * @param mine whose batch it is
     * @param mayBegin whether it may meet the table only now
     * @throws ConcurrentLoadException if it may not, and the table met somebody else
     */
    List<SegmentStats> among(SparkSession spark, String mine, boolean mayBegin, BatchContents contents) {
        // Each time: a stream that slept for a while cannot know who came by.
        Optional<Owner> owner = owner(spark).filter(found -> found.query().equals(mine));
        if (owner.isPresent()) {
            horizon = Optional.of(owner.get().horizon())
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } else if (mayBegin) {
            begin(spark, mine);
        } else {
            throw new ConcurrentLoadException(table);
        }
        Map<String, SegmentStats> old = new HashMap<>();
        contents.segments().stream().filter(this::isOld).forEach(segment -> segment.batchId()
                .ifPresent(id -> old.put(id, segment)));
        if (old.isEmpty()) {
            return List.of();
        }
        return spark
                .table(table.sql())
                .where(col(MetadataColumns.LOAD_TIMESTAMP).leq(lit(horizon.orElseThrow())))
                .where(col(MetadataColumns.BATCH_ID).isin(old.keySet().toArray()))
                .select(MetadataColumns.BATCH_ID)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList()
                .stream()
                .map(old::get)
                .toList();
    }

    private boolean isOld(SegmentStats segment) {
        return segment.rows() > 0
                && horizon.filter(at -> segment.landed() <= at.plus(SKEW).toEpochMilli())
                        .isPresent();
    }

    /** The load time of rows: now, but above the horizon whatever this machine's clock says. */
    Instant loadTime(Instant now) {
        return horizon.filter(at -> !now.isAfter(at))
                .map(at -> at.plus(1, ChronoUnit.MICROS))
                .orElse(now);
    }

    /** Who met the table last, without a name if that was taken away; empty if nobody did so far. */
    Optional<Owner> owner(SparkSession spark) {
        Map<String, String> properties = new HashMap<>();
        spark.sql(BronzeDdl.properties(table))
                .collectAsList()
                .forEach(property -> properties.put(property.getString(0), property.getString(1)));
        return Optional.ofNullable(properties.get(HORIZON))
                .map(text -> new Owner(properties.getOrDefault(STREAM, ""), text));
    }

    private void begin(SparkSession spark, String mine) {
        horizon = newest(spark);
        String noted = horizon.map(Instant::toString).orElse("");
        spark.sql(BronzeDdl.setProperties(table, Map.of(STREAM, mine, HORIZON, noted)));
    }

    private Optional<Instant> newest(SparkSession spark) {
        Row newest = spark.table(table.sql())
                .agg(unix_micros(max(MetadataColumns.LOAD_TIMESTAMP)))
                .first();
        return newest.isNullAt(0)
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(newest.getLong(0), ChronoUnit.MICROS));
    }
}
