package io.landfall.bronze;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The segments of a micro-batch.
 *
 * @param rows what they hold, with the column {@link SegmentSource#FILE}
 * @param files their paths as far as the source knows them: Auto Loader does not tell of segments without rows
 */
record SegmentBatch(Dataset<Row> rows, List<String> files) {}
