package io.landfall.bronze.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bronze job's command line.
 *
 * @param config {@code landfall.yaml}
 * @param environment the environment whose overlay applies
 * @param tables the tables to ingest; all if empty
 * @param interval how often a continuous job looks for segments
 * @param landingRoot overrides {@code landing.root}, for instance with a volume's path
 * @param checkpoints overrides {@code bronze.checkpoints}
 * @param catalog overrides {@code bronze.catalog}
 * @param warehouse plain Spark only: the folder below which tables live
 * @param maxFiles overrides {@code batch_files} of all tables
 * @param jobId lands in the audit log
 * @param sparkConf settings of the Spark session
 * @param ledgerOnly maintenance only: compare what landed with what is ingested, and do nothing else
 * @param explain print what would be done, and do nothing
 */
public record BronzeOptions(
        Path config,
        Optional<String> environment,
        List<String> tables,
        Mode mode,
        Duration interval,
        Kind source,
        Optional<String> landingRoot,
        Optional<String> checkpoints,
        Optional<String> catalog,
        Optional<String> warehouse,
        Optional<Integer> maxFiles,
        Optional<String> jobId,
        Map<String, String> sparkConf,
        boolean ledgerOnly,
        boolean explain) {

    /** Whether Spark is in this process, with tables in folders and no catalog that lasts. */
    public boolean onPlainSpark() {
        return source == Kind.PARQUET || (source == Kind.LISTING && warehouse.isPresent());
    }

    /** What ends a run. */
    public enum Mode {
        /** Ingest what has landed, then end. */
        AVAILABLE_NOW,
        /** Never end. */
        CONTINUOUS
    }

    /** Where segments are read with. */
    public enum Kind {
        /** A stream of Databricks Auto Loader. */
        AUTO_LOADER,
        /** A stream of plain Spark. */
        PARQUET,
        /** No stream: the folder is listed. */
        LISTING
    }
}
