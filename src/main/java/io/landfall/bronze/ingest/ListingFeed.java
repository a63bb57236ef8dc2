package io.landfall.bronze.ingest;

import io.landfall.audit.AuditEntry;
import io.landfall.bronze.audit.AuditLog;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.SegmentListing;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.landing.segment.SegmentKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * One table's segments without a stream: lists what has landed, and gives what is not loaded. It needs no checkpoint,
 * for each append says in its commit up to where it loaded, and bears the number after the last one's: Delta passes over a
 * number that it has seen, so of two runs that start from the same commit only one appends.
 *
 * <p>A table whose history has no such commit, because a stream loaded it until now, it was set back, or nothing was loaded
 * for longer than Delta keeps its history, is compared with all segments that are there.
 */
final class ListingFeed implements Feed {
    private static final String LOADS = "load/";

    private final TablePlan plan;
    private final DeltaTables tables;
    private final AuditLog audit;
    private final LoadedSegments loaded;
    private final String run;
    private final Mode mode;
    private final Duration interval;

    /** Sequences whose next batch somebody else has written. */
    private final Set<String> spent = new HashSet<>();

    private Optional<String> told = Optional.empty();

    /**
     * @param run the id of this run of the job
     */
    ListingFeed(
            TablePlan plan,
            DeltaTables tables,
            AuditLog audit,
            LoadedSegments loaded,
            String run,
            Mode mode,
            Duration interval) {
        this.plan = plan;
        this.tables = tables;
        this.audit = audit;
        this.loaded = loaded;
        this.run = run;
        this.mode = mode;
        this.interval = interval;
    }

    /**
     * Where to go on.
     *
     * @param query the sequence of loads to go on with
     * @param number that of its last load; 0 before the first
     * @param since the table's version
     * @param starts by the prefix of a shard, the start of the last segment of it that is loaded
     */
    private record Position(String query, long number, long since, Map<String, Long> starts) {}

    @Override
    public void run(SparkSession spark, IngestLoop loop) throws Exception {
        load(spark, loop);
        while (mode == Mode.CONTINUOUS && !loop.isStopped()) {
            loop.pause(interval);
            if (!loop.isStopped()) {
                load(spark, loop);
            }
        }
    }

    /** A batch looks by itself whether it may begin. */
    @Override
    public void end() {}

    private void load(SparkSession spark, IngestLoop loop) throws InterruptedException {
        Position position = resume(spark);
        List<SegmentKey> waiting = SegmentListing.of(spark, plan).stream()
                .filter(segment -> segment.start()
                        > position.starts().getOrDefault(segment.shard().prefix(), -1L))
                .toList();
        Map<String, Long> starts = position.starts();
        long number = position.number();
        for (int from = 0;
                from < waiting.size() && !loop.isStopped();
                from += plan.batch().files()) {
            LoadBatch batch = new LoadBatch(
                    spark,
                    BatchId.ofLoad(plan.name(), position.query(), run, ++number),
                    plan,
                    position.since(),
                    waiting.subList(
                            from, Math.min(waiting.size(), from + plan.batch().files())),
                    starts);
            try {
                loop.write(spark, batch);
            } catch (ConcurrentLoadException e) {
                spent.add(position.query());
                throw e;
            }
            starts = batch.positions();
        }
    }

    private Position resume(SparkSession spark) {
        if (!tables.isThere(spark, plan.name(), plan.location())) {
            return begin(Optional.empty(), -1);
        }
        Optional<LoadedSegments.Owner> owner = loaded.owner(spark);
        Optional<String> query = owner.map(LoadedSegments.Owner::query).filter(name -> name.startsWith(LOADS));
        if (query.isEmpty()) {
            return begin(owner, LoadCommits.version(spark, plan.name()));
        }
        LoadCommits history = LoadCommits.of(spark, plan.name());
        Optional<LoadCommit> last = history.last();
        last.ifPresent(note -> tell(spark, note));
        if (last.filter(note -> note.query().equals(query.get())).isPresent()) {
            LoadCommit note = last.get();
            return history.restored()
                    ? begin(owner, history.version())
                    : new Position(note.query(), note.number(), history.version(), note.positions());
        }
        // Somebody has begun it, and died or is at work: only one of us will write its first batch.
        return spent.contains(query.get())
                ? begin(owner, history.version())
                : new Position(query.get(), 0, history.version(), Map.of());
    }

    /** Its writer may have died before it told: if not, Delta passes over the entry. */
    private void tell(SparkSession spark, LoadCommit note) {
        if (!told.equals(Optional.of(note.entry().id()))) {
            audit.append(spark, note.entry(), note.transaction());
            told = Optional.of(note.entry().id());
        }
    }

    /** A new sequence: the same for all who find the table as it is, so that only one of them writes its first batch. */
    private Position begin(Optional<LoadedSegments.Owner> owner, long version) {
        String query;
        int tried = 0;
        do {
            query = LOADS
                    + AuditEntry.idOf(
                            owner.map(LoadedSegments.Owner::query).orElse(""),
                            owner.map(LoadedSegments.Owner::horizon).orElse("none"),
                            Integer.toString(tried++));
        } while (spent.contains(query));
        return new Position(query, 0, version, Map.of());
    }
}
