package io.landfall.bronze;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_micros;

import io.delta.tables.DeltaTable;
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
 * Tells which segments a stream need not load, since its table has their rows from a stream before it: one whose
 * checkpoint was lost. Delta cannot tell, for to Delta the new stream is another writer.
 *
 * <p>Rows are found by their {@code batch_id}, but searched for only where they can be. When a stream first meets its
 * table, it notes in the table's properties who it is, and the newest load time it found: the horizon. Rows of other
 * streams are not above the horizon, its own are not below. As nothing is loaded before it lands, a segment that landed
 * above the horizon is new. So a table whose checkpoint was never lost has no horizon and is never searched, and one
 * whose checkpoint was lost is searched for old segments only, in files that were loaded up to then.
 */
final class LoadedSegments {
    private static final String STREAM = "landfall.stream";
    private static final String HORIZON = "landfall.stream.horizon";

    /** S3 turns away clocks that are wrong by 15 minutes, so two clocks differ by twice that at most. */
    private static final Duration SKEW = Duration.ofMinutes(30);

    private final TableName table;
    private Optional<String> stream = Optional.empty();
    private Optional<Instant> horizon = Optional.empty();

    LoadedSegments(TableName table) {
        this.table = table;
    }

    /**
     * Those of a batch's segments that are in the table from before this stream.
     *
     * @param query the stream
     */
    List<SegmentRows> among(SparkSession spark, String query, BatchSurvey batch) {
        if (!stream.equals(Optional.of(query))) {
            meet(spark, query);
        }
        Map<String, SegmentRows> old = new HashMap<>();
        batch.segments().stream().filter(this::isOld).forEach(segment -> segment.batchId()
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

    private boolean isOld(SegmentRows segment) {
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

    private void meet(SparkSession spark, String query) {
        Map<String, String> properties = DeltaTable.forName(spark, table.sql())
                .detail()
                .select("properties")
                .first()
                .getJavaMap(0);
        if (query.equals(properties.get(STREAM))) {
            horizon = Optional.of(properties.get(HORIZON))
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } else {
            horizon = newest(spark);
            String noted = horizon.map(Instant::toString).orElse("");
            spark.sql(BronzeDdl.setProperties(table, Map.of(STREAM, query, HORIZON, noted)));
        }
        stream = Optional.of(query);
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
