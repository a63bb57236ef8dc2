package io.landfall.bronze.segment;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.FileStreamSourceLog;
import org.apache.spark.sql.execution.streaming.FileStreamSourceOffset;
import org.apache.spark.sql.execution.streaming.Offset;
import org.apache.spark.sql.execution.streaming.OffsetSeqLog;
import scala.Option;

/**
 * The checkpoint of a file stream. The frame of a batch that Spark hands over lacks files that were deleted after the
 * stream had found them, without a word; only the checkpoint tells. Spark reads it with classes that it calls internal.
 *
 * @param folder where it is
 */
record FileStreamCheckpoint(SparkSession spark, String folder) {

    /** The paths of all files that this batch was planned with. */
    List<String> files(long batch) {
        long first = batch == 0 ? 0 : source(batch - 1) + 1;
        FileStreamSourceLog log = new FileStreamSourceLog(FileStreamSourceLog.VERSION(), spark, folder + "/sources/0");
        return Arrays.stream(log.get(Option.apply(first), Option.apply(source(batch))))
                .flatMap(found -> Arrays.stream(found._2()))
                .map(file -> file.sparkPath().toPath().toString())
                .toList();
    }

    /** Where a batch ends in the log of files. */
    private long source(long batch) {
        Offset end = (Offset) new OffsetSeqLog(spark, folder + "/offsets")
                .get(batch)
                .get()
                .offsets()
                .head()
                .get();
        return FileStreamSourceOffset.apply(end).logOffset();
    }
}
