package io.landfall.bronze.ingest;

import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.spark.SparkFailures;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one table's segments in from its feed: starts again after a failure, stops between two batches. */
final class IngestLoop {
    private static final Logger LOG = LoggerFactory.getLogger(IngestLoop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TablePlan plan;
    private final Feed feed;
    private final BatchWriter writer;
    private final RestartPolicy restarts;
    private final ReentrantLock inBatch = new ReentrantLock();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean progressed;

    IngestLoop(TablePlan plan, Feed feed, BatchWriter writer, RestartPolicy restarts) {
        this.plan = plan;
        this.feed = feed;
        this.writer = writer;
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
        int failures = 0;
        while (!isStopped()) {
            try {
                feed.run(spark, this);
                return Optional.empty();
            } catch (InterruptedException e) {
                if (isStopped()) {
                    return Optional.empty();
                }
                throw e;
            } catch (Exception failure) {
                if (isStopped()) {
                    return Optional.empty();
                }
                failures = progressed ? 1 : failures + 1;
                progressed = false;
                Optional<Duration> pause = restarts.after(failures, failure);
                boolean told = writer.toldFailure();
                // A stream that saw a new column ends by design, to start again with it.
                if (!told && (pause.isEmpty() || !SparkFailures.isSchemaChange(failure))) {
                    writer.recordFailure(spark, failure, failures, pause);
                }
                if (pause.isEmpty()) {
                    LOG.error(
                            "{}: given up after {} failures: {}",
                            plan.table(),
                            failures,
                            SparkFailures.message(failure));
                    return Optional.of(failure);
                }
                LOG.warn("{}: starts again in {}: {}", plan.table(), pause.get(), SparkFailures.message(failure));
                pause(pause.get());
            }
        }
        return Optional.empty();
    }

    /** Lets the current batch end, for a while, then ends the rest. */
    void stop() {
        stopped.countDown();
        boolean between = false;
        try {
            between = inBatch.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            feed.end();
        } catch (Exception e) {
            LOG.warn("{}: did not stop cleanly: {}", plan.table(), SparkFailures.message(e));
        } finally {
            if (between) {
                inBatch.unlock();
            }
        }
    }

    /** Takes a batch in, unless it was stopped before. */
    void write(SparkSession spark, SegmentBatch batch) throws InterruptedException {
        inBatch.lockInterruptibly();
        try {
            if (isStopped()) {
                throw new InterruptedException(
                        "stopped before batch " + batch.id().number());
            }
            writer.write(spark, batch);
            progressed = true;
        } finally {
            inBatch.unlock();
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits, unless it is stopped. */
    void pause(Duration duration) throws InterruptedException {
        if (stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("{}: stopped", plan.table());
        }
    }
}
