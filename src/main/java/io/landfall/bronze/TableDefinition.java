package io.landfall.bronze;

import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.FooterReader;
import io.landfall.bronze.segment.Footers;
import io.landfall.bronze.segment.ParquetFiles;
import io.landfall.bronze.segment.SegmentListing;
import io.landfall.bronze.segment.SegmentSource;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.bronze.table.BronzeDdl;
import io.landfall.bronze.table.BronzeTable;
import io.landfall.bronze.table.ColumnDocs;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What a table would be created with, for somebody to read.
 *
 * @param columns where they are known from, or why they are not
 * @param ddl creates it
 */
record TableDefinition(String columns, String ddl) {
    /**
     * Tells what tables would be created with, were it done now: by the newest segment of each. It never fails.
     *
     * @param session asked for once
     */
    static Function<TablePlan, TableDefinition> bySegments(
            Optional<SegmentSource> source, Supplier<SparkSession> session) {
        try {
            SparkSession spark = session.get();
            return plan -> bySegment(spark, plan, source);
        } catch (Exception | LinkageError e) {
            return plan -> outline(plan, SparkFailures.message(e));
        }
    }

    /**
     * With the columns that every table has.
     *
     * @param why the others are not known
     */
    static TableDefinition outline(TablePlan plan, String why) {
        return new TableDefinition("those of the records are not known: " + why, BronzeDdl.outline(plan));
    }

    private static TableDefinition bySegment(SparkSession spark, TablePlan plan, Optional<SegmentSource> source) {
        try {
            Footers footers = Footers.of(spark);
            Optional<SegmentKey> newest = newest(spark, plan, footers);
            return newest.isEmpty()
                    ? outline(plan, "nothing has landed that can be read")
                    : bySegment(spark, plan, source, newest.get(), footers);
        } catch (Exception | LinkageError e) {
            // Spark throws checked exceptions that it does not declare.
            return outline(plan, SparkFailures.message(e));
        }
    }

    private static TableDefinition bySegment(
            SparkSession spark, TablePlan plan, Optional<SegmentSource> source, SegmentKey segment, Footers footers)
            throws IOException {
        String file = plan.path(segment);
        StructType landed =
                ParquetFiles.rows(spark, List.of(file)).drop(SegmentSource.FILE).schema();
        StructType columns = source.map(stream -> stream.columns(landed)).orElse(landed);
        ColumnDocs docs = footers.schema(file).map(ColumnDocs::of).orElse(ColumnDocs.NONE);
        return new TableDefinition(
                "of " + segment.path(), BronzeTable.ddl(plan, BronzeTable.columns(plan, columns, docs), docs));
    }

    /** The one that landed last: within a shard the last one is, among shards their footers tell. */
    private static Optional<SegmentKey> newest(SparkSession spark, TablePlan plan, Footers footers) {
        Map<Shard, SegmentKey> last = new TreeMap<>(Comparator.comparing(Shard::prefix));
        Comparator<SegmentKey> later = Comparator.comparingLong(SegmentKey::start);
        SegmentListing.list(spark, plan)
                .forEach(key -> last.merge(key.shard(), key, (a, b) -> later.compare(a, b) < 0 ? b : a));
        int generation =
                last.keySet().stream().mapToInt(Shard::generation).max().orElse(0);
        List<String> files = last.values().stream()
                .filter(key -> key.shard().generation() == generation)
                .map(plan::path)
                .toList();
        return new FooterReader(footers)
                .read(files).stream()
                        .max(Comparator.comparing(SegmentFooter::landedAt))
                        .map(SegmentFooter::key);
    }
}
