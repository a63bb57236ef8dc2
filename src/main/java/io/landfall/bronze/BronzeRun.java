package io.landfall.bronze;

import io.landfall.audit.AuditEntry;
import io.landfall.bronze.BronzeOptions.Kind;
import io.landfall.bronze.BronzeOptions.Mode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.sql.SparkSession;

/** All tables' streams in one Spark session. */
final class BronzeRun {
    private final SparkSession spark;
    private final Mode mode;
    private final List<TableStream> streams = new ArrayList<>();

    BronzeRun(SparkSession spark, List<TablePlan> plans, BronzeOptions options, RestartPolicy restarts, Clock clock) {
        this.spark = spark;
        this.mode = options.mode();
        SegmentSource source = source(options.source());
        DeltaTables tables = new DeltaTables();
        JobIdentity identity = JobIdentity.of(spark, options.jobId());
        TablePlan any = plans.get(0);
        AuditLog audit = new AuditLog(
                any.name().sibling(AuditEntry.TABLE),
                any.location().map(at -> at.substring(0, at.lastIndexOf('/') + 1) + AuditEntry.TABLE),
                tables);
        for (TablePlan plan : plans) {
            BatchWriter writer = new BatchWriter(plan, source, tables, audit, identity, clock);
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
        ExecutorService threads = Executors.newFixedThreadPool(streams.size());
        CompletionService<List<String>> results = new ExecutorCompletionService<>(threads);
        for (TableStream stream : streams) {
            results.submit(() -> stream.run(spark).stream()
                    .map(failure -> stream.table() + ": " + Failures.message(failure))
                    .toList());
        }
        threads.shutdown();
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            try {
                failed.addAll(results.take().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a stream's thread ended", e.getCause());
            }
            if (!failed.isEmpty() && mode == Mode.CONTINUOUS) {
                stop();
            }
        }
        return failed;
    }

    /** Ends all streams, each after its current batch. */
    void stop() {
        streams.parallelStream().forEach(TableStream::stop);
    }
}
