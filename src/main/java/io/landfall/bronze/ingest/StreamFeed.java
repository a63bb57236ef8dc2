package io.landfall.bronze.ingest;

import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.SegmentSource;
import java.time.Duration;
import java.util.Optional;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One table's stream, whose checkpoint remembers what is loaded. It waits for its first segment. */
final class StreamFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFeed.class);

    private final TablePlan plan;
    private final SegmentSource source;
    private final Mode mode;
    private final Duration interval;
    private volatile Optional<StreamingQuery> query = Optional.empty();
    private volatile boolean begun;

    StreamFeed(TablePlan plan, SegmentSource source, Mode mode, Duration interval) {
        this.plan = plan;
        this.source = source;
        this.mode = mode;
        this.interval = interval;
    }

    @Override
    public void run(SparkSession spark, IngestLoop loop) throws Exception {
        while (!loop.isStopped()) {
            try {
                stream(spark, loop);
                return;
            } catch (Exception failure) {
                if (begun || loop.isStopped() || !source.nothingLanded(failure)) {
                    throw failure;
                }
                if (mode == Mode.AVAILABLE_NOW) {
                    LOG.info("{}: nothing has landed", plan.table());
                    return;
                }
                loop.pause(interval);
            }
        }
    }

    private void stream(SparkSession spark, IngestLoop loop) throws Exception {
        begun = false;
        VoidFunction2<Dataset<Row>, Long> batches = (frame, number) -> give(frame, number, loop);
        StreamingQuery started = source.stream(spark, plan)
                .writeStream()
                .queryName(plan.table())
                .option("checkpointLocation", plan.checkpoint())
                .trigger(mode == Mode.CONTINUOUS ? Trigger.ProcessingTime(interval.toMillis()) : Trigger.AvailableNow())
                .foreachBatch(batches)
                .start();
        query = Optional.of(started);
        if (loop.isStopped()) {
            started.stop();
        }
        started.awaitTermination();
    }

    private void give(Dataset<Row> frame, Long number, IngestLoop loop) throws InterruptedException {
        begun = true;
        SparkSession spark = frame.sparkSession();
        loop.write(spark, new StreamBatch(BatchId.ofStream(plan.name(), spark, number), plan, source, frame));
    }

    @Override
    public void end() throws Exception {
        if (query.isPresent()) {
            query.get().stop();
        }
    }
}
