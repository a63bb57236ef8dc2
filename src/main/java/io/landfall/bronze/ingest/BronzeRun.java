package io.landfall.bronze.ingest;

import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.audit.AuditLog;
import io.landfall.bronze.audit.JobAudit;
import io.landfall.bronze.audit.JobIdentity;
import io.landfall.bronze.audit.JobSettings;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.Footers;
import io.landfall.bronze.segment.SegmentSource;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.bronze.table.DeltaTables;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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

/** The ingest of all tables in one Spark session. */
public final class BronzeRun {
    private static final Logger LOG = LoggerFactory.getLogger(BronzeRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SparkSession spark;
    private final Mode mode;
    private final JobAudit journal;
    private final List<IngestLoop> ingests = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    public BronzeRun(
            SparkSession spark,
            List<TablePlan> plans,
            BronzeOptions options,
            JobSettings settings,
            RestartPolicy restarts,
            Clock clock) {
        this.spark = spark;
        this.mode = options.mode();
        DeltaTables tables = new DeltaTables();
        JobIdentity identity = JobIdentity.of(spark, options.jobId());
        AuditLog audit = AuditLog.beside(plans.get(0), tables);
        this.journal = new JobAudit(audit, identity, clock, settings, options, plans);
        Footers footers = Footers.of(spark);
        for (TablePlan plan : plans) {
            LoadedSegments loaded = new LoadedSegments(plan.name());
            BatchMetrics metrics = BatchMetrics.of(spark, plan.table());
            BatchWriter writer =
                    new BatchWriter(plan, loaded, tables, metrics, footers, audit, identity, journal.id(), clock);
            Feed feed = SegmentSource.of(options.source())
                    .<Feed>map(source -> new StreamFeed(plan, source, mode, options.interval()))
                    .orElseGet(
                            () -> new ListingFeed(plan, tables, audit, loaded, journal.id(), mode, options.interval()));
            ingests.add(new IngestLoop(plan, feed, writer, restarts));
        }
    }

    /**
     * Runs until all ingests have ended. A continuous job ends as a whole when one table fails for good, so that whoever
     * watches it notices.
     *
     * @return the tables that failed for good, each with the reason
     */
    public List<String> run() throws InterruptedException {
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
        for (IngestLoop ingest : ingests) {
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
        failed.forEach((table, failure) -> reasons.add(table + ": " + SparkFailures.message(failure)));
        return reasons;
    }

    private AuditOutcome outcome(Map<String, Throwable> failed, List<String> reasons) {
        if (failed.isEmpty()) {
            return new AuditOutcome.Success(
                    ingests.stream().mapToLong(IngestLoop::rows).sum());
        }
        String code = SparkFailures.code(failed.values().iterator().next());
        return new AuditOutcome.Failure(code, String.join("; ", reasons));
    }

    private Map<String, String> results() {
        Map<String, String> rows = new TreeMap<>();
        ingests.forEach(ingest -> rows.put("rows." + ingest.table(), Long.toString(ingest.rows())));
        return rows;
    }

    /** Ends all ingests, each after its current batch, and waits until the audit log knows. */
    public void stop() {
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
        ingests.parallelStream().forEach(IngestLoop::stop);
    }
}
