package io.landfall.bronze.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.landfall.bronze.segment.SegmentSource;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What is to be loaded of a batch.
 *
 * @param contents the segments to load
 * @param loaded the batch's other segments: the table has them
 * @param read the rows of all segments, as {@link SegmentBatch#rows} gives them
 */
record BatchPlan(SegmentBatch batch, BatchContents contents, List<SegmentStats> loaded, Dataset<Row> read) {

    /** To load the whole batch. */
    static BatchPlan all(SegmentBatch batch, BatchContents contents, Dataset<Row> read) {
        return new BatchPlan(batch, contents, List.of(), read);
    }

    /** To load the whole batch, but for segments that the table has. */
    BatchPlan without(List<SegmentStats> present) {
        return new BatchPlan(batch, contents.without(present), present, read);
    }

    /** How many segments the batch has, with those that the table has. */
    int allSegments() {
        return contents.segments().size() + loaded.size();
    }

    /** The columns of the rows to load. */
    StructType columns() {
        return read.drop(SegmentSource.FILE).schema();
    }

    /** The rows to load. */
    Dataset<Row> rows() {
        Object[] files = loaded.stream().map(SegmentStats::path).toArray();
        return read.where(not(col(SegmentSource.FILE).isin(files))).drop(SegmentSource.FILE);
    }
}
