package io.landfall.bronze.segment;

import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a table's segments by listing its folder, with nothing but what Spark Connect has, too. */
public final class SegmentListing {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentListing.class);

    private SegmentListing() {}

    /**
     * The segments that have landed, those of a shard in order and without a gap that the listing made.
     *
     * <p>A store lists page by page: while one page is on its way, a segment may land that belongs on the page before, and its
     * successor on the next. So this lists twice, and takes of the second list only what the first went up to: since a
     * segment lands after its predecessor, all predecessors of those were there before the second began.
     */
    public static List<SegmentKey> of(SparkSession spark, TablePlan plan) {
        List<SegmentKey> first = list(spark, plan);
        return complete(first, list(spark, plan));
    }

    /**
     * What two lists of the same folder tell for sure.
     *
     * @param second begun when the first was complete
     */
    static List<SegmentKey> complete(List<SegmentKey> first, List<SegmentKey> second) {
        Map<Shard, Long> ends = new HashMap<>();
        first.forEach(key -> ends.merge(key.shard(), key.start(), Math::max));
        return second.stream()
                .filter(key -> key.start() <= ends.getOrDefault(key.shard(), -1L))
                .sorted(SegmentListing::compare)
                .toList();
    }

    /** The segments of one list: there may be gaps. */
    public static List<SegmentKey> list(SparkSession spark, TablePlan plan) {
        try {
            // Spark lists the folder to plan the query, which nobody runs.
            String[] files = spark.read()
                    .format("binaryFile")
                    .option("pathGlobFilter", "*.parquet")
                    .option("recursiveFileLookup", "true")
                    .load(plan.generations())
                    .inputFiles();
            return Arrays.stream(files)
                    .map(SegmentKey::parse)
                    .flatMap(Optional::stream)
                    .filter(key -> key.shard().table().equals(plan.table()))
                    .distinct()
                    .toList();
        } catch (Exception failure) {
            // Spark throws checked exceptions that it does not declare.
            if (SparkFailures.has(failure, "PATH_NOT_FOUND")) {
                LOG.info("{}: nothing has landed", plan.table());
                return List.of();
            }
            throw failure;
        }
    }

    private static int compare(SegmentKey a, SegmentKey b) {
        int byShard = a.shard().prefix().compareTo(b.shard().prefix());
        return byShard != 0 ? byShard : Long.compare(a.start(), b.start());
    }
}
