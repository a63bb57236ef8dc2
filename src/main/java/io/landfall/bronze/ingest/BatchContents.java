package io.landfall.bronze.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_millis;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.segment.SegmentSource;
import io.landfall.config.BatchConfig;
import io.landfall.record.MetadataColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * What a batch holds, segment by segment.
 *
 * @param segments sorted by name
 */
record BatchContents(List<SegmentStats> segments) {
    /** More file names than this would make the audit log larger than it is worth; the count stays exact. */
    static final int NAMED_FILES = BatchConfig.MOST_FILES;

    /** Of files whose rows nobody has looked at. */
    static BatchContents of(List<String> files) {
        return new BatchContents(files.stream()
                .map(SegmentStats::none)
                .sorted(Comparator.comparing(SegmentStats::name))
                .toList());
    }

    /**
     * Counts.
     *
     * @param rows with the column {@link SegmentSource#FILE}; no column at all if there are no files
     */
    BatchContents counted(Dataset<Row> rows) {
        StructType schema = rows.schema();
        if (schema.isEmpty()) {
            return this;
        }
        Map<String, SegmentStats> byName = new TreeMap<>();
        segments.forEach(segment -> byName.put(segment.name(), segment));
        if (!Arrays.asList(schema.fieldNames()).contains(MetadataColumns.SOURCE_OFFSET)) {
            throw new BronzeException("these files are not segments: they lack " + MetadataColumns.SOURCE_OFFSET);
        }
        Column offset = col(MetadataColumns.SOURCE_OFFSET).cast("bigint");
        for (Row row : rows.groupBy(SegmentSource.FILE)
                .agg(
                        count(lit(1)),
                        min(offset),
                        max(offset),
                        min(epochMillis(schema, MetadataColumns.SOURCE_TIMESTAMP)),
                        min(epochMillis(schema, MetadataColumns.LANDED_AT)),
                        max(epochMillis(schema, MetadataColumns.LANDED_AT)))
                .collectAsList()) {
            SegmentStats segment = new SegmentStats(
                    row.getString(0),
                    row.getLong(1),
                    number(row, 2, -1),
                    number(row, 3, -1),
                    number(row, 4, Long.MAX_VALUE),
                    number(row, 5, Long.MAX_VALUE),
                    number(row, 6, Long.MIN_VALUE));
            byName.put(segment.name(), segment);
        }
        return new BatchContents(List.copyOf(byName.values()));
    }

    private static Column epochMillis(StructType schema, String name) {
        boolean usable = Arrays.stream(schema.fields())
                .anyMatch(f -> f.name().equals(name) && f.dataType() instanceof TimestampType);
        return usable ? unix_millis(col(name)) : lit(null).cast("bigint");
    }

    private static long number(Row row, int at, long otherwise) {
        return row.isNullAt(at) ? otherwise : row.getLong(at);
    }

    /** All but some. */
    BatchContents without(List<SegmentStats> some) {
        return new BatchContents(
                segments.stream().filter(segment -> !some.contains(segment)).toList());
    }

    /** The segment that landed last; there has to be one. */
    SegmentStats newest() {
        return segments.stream()
                .max(Comparator.comparingLong(SegmentStats::landed))
                .orElseThrow();
    }

    long rows() {
        return segments.stream().mapToLong(SegmentStats::rows).sum();
    }

    /** How old the batch's rows were when they were loaded. */
    BatchFreshness freshness(Instant loaded) {
        return new BatchFreshness(
                loaded, since(loaded, SegmentStats::oldest), since(loaded, SegmentStats::landedFirst));
    }

    private OptionalLong since(Instant loaded, ToLongFunction<SegmentStats> time) {
        long first = segments.stream().mapToLong(time).min().orElse(Long.MAX_VALUE);
        return first == Long.MAX_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, loaded.toEpochMilli() - first));
    }

    /** The names of the segments, the first {@link #NAMED_FILES} of them. */
    String names() {
        String names =
                segments.stream().limit(NAMED_FILES).map(SegmentStats::name).collect(Collectors.joining(", "));
        return segments.size() <= NAMED_FILES ? names : names + ", and " + (segments.size() - NAMED_FILES) + " more";
    }

    /** Per shard, the first and last source offset of its rows; shards without rows are left out. */
    String ranges() {
        Map<String, long[]> ranges = new LinkedHashMap<>();
        for (SegmentStats segment : segments) {
            if (segment.rows() > 0) {
                ranges.merge(segment.shard(), new long[] {segment.first(), segment.last()}, (a, b) ->
                        new long[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])});
            }
        }
        return ranges.entrySet().stream()
                .limit(NAMED_FILES)
                .map(e -> e.getKey() + ":" + e.getValue()[0] + "-" + e.getValue()[1])
                .collect(Collectors.joining(", "));
    }
}
