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
final class StreamIngest extends TableIngest {
    private static final Logger LOG = LoggerFactory.getLogger(StreamIngest.class);

    private final SegmentSource source;
    private volatile Optional<StreamingQuery> query = Optional.empty();
    private volatile boolean begun;

    StreamIngest(
            TablePlan plan,
            SegmentSource source,
            BatchWriter writer,
            Mode mode,
            Duration interval,
            RestartPolicy restarts) {
        super(plan, writer, mode, interval, restarts);
        this.source = source;
    }

    @Override
    void ingest(SparkSession spark) throws Exception {
        while (!isStopped()) {
            try {
                stream(spark);
                return;
            } catch (Exception failure) {
                if (begun || isStopped() || !source.nothingLanded(failure)) {
                    throw failure;
                }
                if (mode == Mode.AVAILABLE_NOW) {
                    LOG.info("{}: nothing has landed", plan.table());
                    return;
                }
                pause(interval);
            }
        }
    }

    private void stream(SparkSession spark) throws Exception {
        begun = false;
        VoidFunction2<Dataset<Row>, Long> batches = this::batch;
        StreamingQuery started = source.stream(spark, plan)
                .writeStream()
                .queryName(plan.table())
                .option("checkpointLocation", plan.checkpoint())
                .trigger(mode == Mode.CONTINUOUS ? Trigger.ProcessingTime(interval.toMillis()) : Trigger.AvailableNow())
                .foreachBatch(batches)
                .start();
        query = Optional.of(started);
        if (isStopped()) {
            started.stop();
        }
        started.awaitTermination();
    }

    private void batch(Dataset<Row> frame, Long number) throws InterruptedException {
        begun = true;
        SparkSession spark = frame.sparkSession();
        write(spark, new StreamBatch(BatchId.ofStream(plan.name(), spark, number), plan, source, frame));
    }

    @Override
    void end() throws Exception {
        if (query.isPresent()) {
            query.get().stop();
        }
    }
}
