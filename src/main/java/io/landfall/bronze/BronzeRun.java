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
import java.util.Optional;
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

/** The ingest of all tables in one Spark session. */
final class BronzeRun {
    private static final Logger LOG = LoggerFactory.getLogger(BronzeRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SparkSession spark;
    private final Mode mode;
    private final JobJournal journal;
    private final List<TableIngest> ingests = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    BronzeRun(SparkSession spark, List<TablePlan> plans, BronzeOptions options, RestartPolicy restarts, Clock clock) {
        this.spark = spark;
        this.mode = options.mode();
        DeltaTables tables = new DeltaTables();
        JobIdentity identity = JobIdentity.of(spark, options.jobId());
        AuditLog audit = AuditLog.beside(plans.get(0), tables);
        Map<String, String> settings = new LinkedHashMap<>();
        plans.forEach(plan -> settings.put(plan.table(), Explanation.of(plan, options)));
        this.journal = new JobJournal(audit, identity, clock, BronzeJob.class, options, plans, settings);
        Footers footers = Footers.of(spark);
        for (TablePlan plan : plans) {
            LoadedSegments loaded = new LoadedSegments(plan.name());
            BatchMetrics metrics = BatchMetrics.of(spark, plan.table());
            BatchWriter writer =
                    new BatchWriter(plan, loaded, tables, metrics, footers, audit, identity, journal.id(), clock);
            ingests.add(source(options.source())
                    .<TableIngest>map(
                            source -> new TableStream(plan, source, writer, mode, options.interval(), restarts))
                    .orElseGet(() -> new TableLoad(
                            plan, tables, audit, loaded, writer, journal.id(), mode, options.interval(), restarts)));
        }
    }

    /** What a stream reads; empty if there is none. */
    static Optional<SegmentSource> source(Kind kind) {
        return switch (kind) {
            case AUTO_LOADER -> Optional.of(new AutoLoaderSource());
            case PARQUET -> Optional.of(new ParquetSource());
            case LISTING -> Optional.empty();
        };
    }

    /**
     * Runs until all ingests have ended. A continuous job ends as a whole when one table fails for good, so that whoever
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
        ExecutorService threads = Executors.newFixedThreadPool(ingests.size());
        CompletionService<Map<String, Throwable>> results = new ExecutorCompletionService<>(threads);
        for (TableIngest ingest : ingests) {
            results.submit(() -> ingest.run(spark)
                    .map(failure -> Map.of(ingest.table(), failure))
                    .orElse(Map.of()));
        }
        threads.shutdown();
        Map<String, Throwable> failed = new TreeMap<>();
        for (int i = 0; i < ingests.size(); i++) {
            try {
                failed.putAll(results.take().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a table's thread ended", e.getCause());
            }
            if (!failed.isEmpty() && mode == Mode.CONTINUOUS) {
                stopAll();
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
                    ingests.stream().mapToLong(TableIngest::rows).sum());
        }
        String code = Failures.code(failed.values().iterator().next());
        return new AuditOutcome.Failure(code, String.join("; ", reasons));
    }

    private Map<String, String> results() {
        Map<String, String> rows = new TreeMap<>();
        ingests.forEach(ingest -> rows.put("rows." + ingest.table(), Long.toString(ingest.rows())));
        return rows;
    }

    /** Ends all ingests, each after its current batch, and waits until the audit log knows. */
    void stop() {
        stopAll();
        try {
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the job did not end in {}", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopAll() {
        ingests.parallelStream().forEach(TableIngest::stop);
    }
}
