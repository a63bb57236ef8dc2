package io.landfall.bronze.maintenance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.FooterReader;
import io.landfall.bronze.segment.Footers;
import io.landfall.bronze.segment.SegmentListing;
import io.landfall.bronze.spark.SparkFailures;
import io.landfall.bronze.table.BronzeDdl;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.record.MetadataColumns;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of all landed segments, with what their footers say and how many of their rows are in bronze. It is made of
 * what is there, not of what the bronze job says it did, so it also has what that job never saw. All of it can be done
 * over again: segments that are noted are not noted twice.
 */
public final class LandingLedger {
    private static final Logger LOG = LoggerFactory.getLogger(LandingLedger.class);

    /** The table's name, in the schema of the tables it is about. */
    public static final String TABLE = "bz_landing_ledger";

    private static final String TABLE_NAME = "table_name";
    private static final String LANDED = "rows_landed";
    private static final String INGESTED = "rows_ingested";
    private static final String INGESTED_AT = "ingested_at";

    private static final String FOUND = "landfall_found_segments";

    private static final StructType FILES = StructType.fromDDL("batch_id STRING, path STRING");

    public static final StructType COLUMNS = StructType.fromDDL(
            """
            table_name STRING COMMENT 'The bronze table',
            batch_id STRING COMMENT 'The segment; rows of the bronze table have it too',
            generation INT COMMENT 'The landing run',
            source_topic STRING COMMENT 'Kafka topic',
            source_partition INT COMMENT 'Kafka partition',
            start_offset BIGINT COMMENT 'The first offset of its range',
            end_offset BIGINT COMMENT 'The offset after its range',
            records_read BIGINT COMMENT 'Records that were read; the sum of the next four',
            rows_landed BIGINT COMMENT 'Rows in the segment',
            duplicates BIGINT COMMENT 'Records that equal an earlier one',
            quarantined BIGINT COMMENT 'Records that went to quarantine',
            skipped BIGINT COMMENT 'Records that were only counted',
            expired BIGINT COMMENT 'Offsets that retention took before they were read',
            schema_fingerprint STRING COMMENT 'Of the landed schema',
            policy_fingerprint STRING COMMENT 'Of the configuration that decided what landed',
            landed_at TIMESTAMP COMMENT 'When the segment was sealed (UTC)',
            rows_ingested BIGINT COMMENT 'Rows of the segment that the bronze table had when last looked at',
            ingested_at TIMESTAMP COMMENT 'When they came into the bronze table (UTC)'""");

    /** Files that are looked up, and noted, at a time. */
    private static final int CHUNK = 50_000;

    /** By how much the clocks of the service and of the bronze job may differ. */
    private static final Duration SKEW = Duration.ofMinutes(30);

    /** Two programs write it at the most, each a few times. */
    private static final int ATTEMPTS = 10;

    private final SparkSession spark;
    private final TableName name;
    private final FooterReader footers;

    LandingLedger(SparkSession spark, TablePlan any, DeltaTables tables) {
        this.spark = spark;
        this.name = any.name().sibling(TABLE);
        this.footers = new FooterReader(Footers.of(spark));
        Optional<String> location = any.siblingLocation(TABLE);
        tables.create(spark, name, location, BronzeDdl.createLedger(name, COLUMNS, location));
    }

    /**
     * What became of the files that had no entry.
     *
     * @param segments those that have one now
     * @param unreadable those that are no readable segments
     */
    record Noted(long segments, long unreadable) {
        private Noted plus(Noted other) {
            return new Noted(segments + other.segments, unreadable + other.unreadable);
        }
    }

    /** Notes the segments of a table that landed since it last looked. */
    Noted note(TablePlan plan) {
        List<SegmentKey> landed = SegmentListing.of(spark, plan);
        Noted noted = new Noted(0, 0);
        for (int from = 0; from < landed.size(); from += CHUNK) {
            List<Row> chunk = landed.subList(from, Math.min(landed.size(), from + CHUNK)).stream()
                    .map(key -> RowFactory.create(key.batchId(), plan.path(key)))
                    .toList();
            noted = noted.plus(append(plan, unknown(plan, chunk)));
        }
        return noted;
    }

    /** Those files that have no entry. */
    private List<String> unknown(TablePlan plan, List<Row> files) {
        return spark.createDataFrame(files, FILES)
                .join(entries(plan).select(MetadataColumns.BATCH_ID), MetadataColumns.BATCH_ID, "left_anti")
                .select("path")
                .as(Encoders.STRING())
                .collectAsList();
    }

    private Noted append(TablePlan plan, List<String> files) {
        List<Row> rows =
                footers.read(files).stream().map(footer -> row(plan, footer)).toList();
        if (!rows.isEmpty()) {
            merge(spark.createDataFrame(rows, COLUMNS), "WHEN NOT MATCHED THEN INSERT *");
        }
        return new Noted(rows.size(), files.size() - rows.size());
    }

    private void merge(Dataset<Row> found, String clause) {
        found.createOrReplaceTempView(FOUND);
        String merge = "MERGE INTO " + name.sql() + " AS known USING " + FOUND + " AS found"
                + " ON known.table_name = found.table_name AND known.batch_id = found.batch_id " + clause;
        for (int attempt = 1; ; attempt++) {
            try {
                spark.sql(merge);
                return;
            } catch (Exception failure) {
                // Another program writes the ledger, too. What it wrote counts when this begins anew.
                if (attempt == ATTEMPTS || !SparkFailures.isConflict(failure)) {
                    throw failure;
                }
                LOG.info("{}: begins anew, another program has written meanwhile", TABLE);
            }
        }
    }

    private static Row row(TablePlan plan, SegmentFooter footer) {
        SegmentKey key = footer.key();
        Ledger ledger = footer.ledger();
        return RowFactory.create(
                plan.name().toString(),
                key.batchId(),
                key.shard().generation(),
                key.shard().topic(),
                key.shard().partition(),
                key.start(),
                footer.end(),
                ledger.read(),
                ledger.rows(),
                ledger.duplicates(),
                ledger.quarantined(),
                ledger.skipped(),
                ledger.expired(),
                footer.schemaFingerprint(),
                footer.policyFingerprint(),
                Timestamp.from(footer.landedAt()),
                0L,
                null);
    }

    /** Counts the rows in the bronze table of segments that were not all there so far. */
    void countIngested(TablePlan plan) {
        Dataset<Row> open = open(plan);
        Row oldest = open.agg(min(MetadataColumns.LANDED_AT)).first();
        if (oldest.isNullAt(0)) {
            return;
        }
        Timestamp since = Timestamp.from(oldest.getTimestamp(0).toInstant().minus(SKEW));
        Dataset<Row> counted = spark.table(plan.name().sql())
                .where(col(MetadataColumns.LOAD_TIMESTAMP).geq(lit(since)))
                .join(open.select(MetadataColumns.BATCH_ID), MetadataColumns.BATCH_ID)
                .groupBy(MetadataColumns.BATCH_ID)
                .agg(
                        count(lit(1)).as(INGESTED),
                        min(MetadataColumns.LOAD_TIMESTAMP).as(INGESTED_AT))
                .withColumn(TABLE_NAME, lit(plan.name().toString()));
        merge(
                counted,
                "WHEN MATCHED AND found.rows_ingested > known.rows_ingested THEN UPDATE SET"
                        + " rows_ingested = found.rows_ingested, ingested_at = found.ingested_at");
    }

    /** How many segments of a table are not all in bronze. */
    long waiting(TablePlan plan) {
        return open(plan).count();
    }

    private Dataset<Row> open(TablePlan plan) {
        return entries(plan).where(col(INGESTED).lt(col(LANDED)));
    }

    private Dataset<Row> entries(TablePlan plan) {
        return spark.table(name.sql()).where(col(TABLE_NAME).equalTo(plan.name().toString()));
    }

    /** Removes files that no version of it needs any more. */
    void vacuum() {
        spark.sql(BronzeDdl.vacuum(name));
    }
}
