package io.landfall.bronze;

import io.landfall.bronze.BronzeOptions.Mode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One table's stream: waits for its first segment, starts, starts again after a failure, stops between two batches. */
final class TableStream {
    private static final Logger LOG = LoggerFactory.getLogger(TableStream.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TablePlan plan;
    private final SegmentSource source;
    private final BatchWriter writer;
    private final Mode mode;
    private final Duration interval;
    private final RestartPolicy restarts;
    private final ReentrantLock inBatch = new ReentrantLock();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<StreamingQuery> query = Optional.empty();
    private volatile boolean begun;
    private volatile boolean progressed;

    TableStream(
            TablePlan plan,
            SegmentSource source,
            BatchWriter writer,
            Mode mode,
            Duration interval,
            RestartPolicy restarts) {
        this.plan = plan;
        this.source = source;
        this.writer = writer;
        this.mode = mode;
        this.interval = interval;
        this.restarts = restarts;
    }

    String table() {
        return plan.table();
    }

    /** How many rows it has ingested. */
    long rows() {
        return writer.rows();
    }

    /**
     * Ingests until there is nothing left, or until it is stopped.
     *
     * @return why it gave up; empty if it did not
     */
    Optional<Throwable> run(SparkSession spark) throws InterruptedException {
        writer.registerMetrics();
        int failures = 0;
        while (!isStopped()) {
            try {
                ingest(spark);
                return Optional.empty();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception failure) {
                if (isStopped()) {
                    return Optional.empty();
                }
                if (!begun && source.nothingLanded(failure)) {
                    if (mode == Mode.AVAILABLE_NOW) {
                        LOG.info("{}: nothing has landed", plan.table());
                        return Optional.empty();
                    }
                    pause(interval);
                    continue;
                }
                failures = progressed ? 1 : failures + 1;
                progressed = false;
                Optional<Duration> pause = restarts.after(failures, failure);
                if (pause.isEmpty()) {
                    LOG.error("{}: given up after {} failures: {}", plan.table(), failures, Failures.message(failure));
                    return Optional.of(failure);
                }
                LOG.warn("{}: starts again in {}: {}", plan.table(), pause.get(), Failures.message(failure));
                pause(pause.get());
            }
        }
        return Optional.empty();
    }

    /** Lets the current batch end, for a while, then ends the stream. */
    void stop() {
        stopped.countDown();
        boolean between = false;
        try {
            between = inBatch.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (query.isPresent()) {
                query.get().stop();
            }
        } catch (Exception e) {
            LOG.warn("{}: did not stop cleanly: {}", plan.table(), Failures.message(e));
        } finally {
            if (between) {
                inBatch.unlock();
            }
        }
    }

    private void ingest(SparkSession spark) throws Exception {
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
        inBatch.lockInterruptibly();
        try {
            begun = true;
            if (!isStopped()) {
                writer.write(frame, number);
                progressed = true;
            } else {
                throw new InterruptedException("stopped before batch " + number);
            }
        } finally {
            inBatch.unlock();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause(Duration duration) throws InterruptedException {
        if (stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("{}: stopped", plan.table());
        }
    }
}
