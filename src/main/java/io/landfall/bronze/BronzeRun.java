package io.landfall.bronze;

import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.BronzeOptions.Kind;
import io.landfall.bronze.BronzeOptions.Mode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tables' streams in one Spark session. */
final class BronzeRun {
    private static final Logger LOG = LoggerFactory.getLogger(BronzeRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SparkSession spark;
    private final Mode mode;
    private final JobJournal journal;
    private final List<TableStream> streams = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    BronzeRun(SparkSession spark, List<TablePlan> plans, BronzeOptions options, RestartPolicy restarts, Clock clock) {
        this.spark = spark;
        this.mode = options.mode();
        SegmentSource source = source(options.source());
        DeltaTables tables = new DeltaTables();
        JobIdentity identity = JobIdentity.of(spark, options.jobId());
        AuditLog audit = AuditLog.beside(plans.get(0), tables);
        Map<String, String> settings = new LinkedHashMap<>();
        plans.forEach(plan -> settings.put(plan.table(), Explanation.of(plan, options)));
        this.journal = new JobJournal(audit, identity, clock, BronzeJob.class, options, plans, settings);
        for (TablePlan plan : plans) {
            BatchWriter writer = new BatchWriter(plan, source, tables, audit, identity, journal.id(), clock);
            streams.add(new TableStream(plan, source, writer, mode, options.interval(), restarts));
        }
    }

    static SegmentSource source(Kind kind) {
        return switch (kind) {
            case AUTO_LOADER -> new AutoLoaderSource();
            case PARQUET -> new ParquetSource();
        };
    }

    /**
     * Runs until all streams have ended. A continuous job ends as a whole when one table fails for good, so that whoever
     * watches it notices.
     *
     * @return the tables that failed for good, each with the reason
     */
    List<String> run() throws InterruptedException {
        journal.start(spark);
        try {
            Map<String, Throwable> failed = ingest();
            List<String> reasons = reasons(failed);
            journal.stop(spark, results(), outcome(failed, reasons));
            return reasons;
        } catch (Exception failure) {
            // Spark throws checked exceptions that it does not declare.
            journal.fail(spark, failure);
            throw failure;
        } finally {
            ended.countDown();
        }
    }

    private Map<String, Throwable> ingest() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(streams.size());
        CompletionService<Map<String, Throwable>> results = new ExecutorCompletionService<>(threads);
        for (TableStream stream : streams) {
            results.submit(() -> stream.run(spark)
                    .map(failure -> Map.of(stream.table(), failure))
                    .orElse(Map.of()));
        }
        threads.shutdown();
        Map<String, Throwable> failed = new TreeMap<>();
        for (int i = 0; i < streams.size(); i++) {
            try {
                failed.putAll(results.take().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a stream's thread ended", e.getCause());
            }
            if (!failed.isEmpty() && mode == Mode.CONTINUOUS) {
                stopStreams();
            }
        }
        return failed;
    }

    private static List<String> reasons(Map<String, Throwable> failed) {
        List<String> reasons = new ArrayList<>();
        failed.forEach((table, failure) -> reasons.add(table + ": " + Failures.message(failure)));
        return reasons;
    }

    private AuditOutcome outcome(Map<String, Throwable> failed, List<String> reasons) {
        if (failed.isEmpty()) {
            return new AuditOutcome.Success(
                    streams.stream().mapToLong(TableStream::rows).sum());
        }
        String code = Failures.code(failed.values().iterator().next());
        return new AuditOutcome.Failure(code, String.join("; ", reasons));
    }

    private Map<String, String> results() {
        Map<String, String> rows = new TreeMap<>();
        streams.forEach(stream -> rows.put("rows." + stream.table(), Long.toString(stream.rows())));
        return rows;
    }

    /** Ends all streams, each after its current batch, and waits until the audit log knows. */
    void stop() {
        stopStreams();
        try {
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the job did not end in {}", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopStreams() {
        streams.parallelStream().forEach(TableStream::stop);
    }
}
