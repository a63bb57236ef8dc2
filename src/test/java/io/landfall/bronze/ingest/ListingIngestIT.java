package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.SharedTables;
import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.TableName;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bronze job without a stream: what it loads, run after run. */
class ListingIngestIT extends SharedTables {
    private static final Map<String, Long> VERSIONS = new HashMap<>();
    private static final Map<String, List<Integer>> OFFSETS = new HashMap<>();
    private static LoadCommit lastOfMany;

    /** What the first run said, of the segment that is none. */
    private static List<String> first;

    @BeforeAll
    static void loadAgainAndAgain() throws Exception {
        ListingIngestIT all = new ListingIngestIT();
        all.open();
        for (String table : List.of(
                "bz_once",
                "bz_idle",
                "bz_alone",
                "bz_restored",
                "bz_deleted",
                "bz_commented",
                "bz_late",
                "bz_copied",
                "bz_spoiled")) {
            all.configure(configured(table));
        }
        assertThat(all.loadTables("bz_idle")).as("nothing has landed").isEmpty();

        all.land("bz_once", 0, 10);
        all.segments.land(all.otherShard(), 0, 3, ORDERS, BronzeOnSpark::order);
        all.land("bz_idle", 0, 10);
        all.segments.landNothing(all.shard, 10, 20, ORDERS);
        all.at("bz_alone");
        all.segments.landNothing(all.shard, 0, 10, ORDERS);
        all.land("bz_restored", 0, 10);
        all.land("bz_deleted", 0, 10);
        all.land("bz_deleted", 10, 20);
        all.land("bz_commented", 0, 10);
        all.land("bz_late", 0, 10);
        all.landWithCopies("bz_copied");
        all.land("bz_spoiled", 0, 10);
        all.segments.spoil(all.shard.segmentAt(10));
        first = all.loadTables();

        all.land("bz_once", 10, 12);
        all.segments.landNothing(all.shard, 12, 20, ORDERS);
        all.noteVersion("bz_idle");
        all.noteVersion("bz_restored");
        all.land("bz_restored", 10, 20);
        all.at("bz_deleted");
        spark.sql("DELETE FROM " + all.name() + " WHERE source_offset < 10");
        all.at("bz_commented");
        for (int i = 0; i < 11; i++) {
            spark.sql("COMMENT ON TABLE " + all.name() + " IS '" + i + "'");
        }
        lastOfMany = all.last();
        all.land("bz_commented", 10, 12);
        all.noteVersion("bz_late");
        all.land("bz_late", 10, 20);
        all.land("bz_spoiled", 10, 20);
        assertThat(all.loadTables()).isEmpty();

        all.land("bz_once", 20, 21);
        all.land("bz_alone", 10, 12);
        all.at("bz_restored");
        spark.sql("RESTORE TABLE " + all.name() + " TO VERSION AS OF " + VERSIONS.get(all.table));
        OFFSETS.put(all.table, all.offsets(0));
        all.land("bz_restored", 20, 25);
        all.at("bz_deleted");
        OFFSETS.put(all.table, all.offsets(0));
        spark.sql("ALTER TABLE " + all.name() + " UNSET TBLPROPERTIES ('landfall.stream')");
        all.setBackUnderALateCommit("bz_late");
        assertThat(all.loadTables()).isEmpty();
        assertThat(all.loadTables("bz_restored")).isEmpty();
    }

    private List<String> loadTables(String... names) throws InterruptedException {
        return job(options(Mode.AVAILABLE_NOW, Kind.LISTING, Map.of()), configs(names))
                .run();
    }

    private void land(String name, int start, int end) {
        at(name);
        segments.land(shard, start, end, ORDERS, BronzeOnSpark::order);
    }

    private Shard otherShard() {
        return new Shard(table, 1, "inventory.orders", 1);
    }

    private void noteVersion(String name) {
        at(name);
        VERSIONS.put(name, version());
    }

    @Test
    void shouldLoadEachSegmentOnceAndTellOfEachBatch() {
        at("bz_once");

        assertThat(offsets(0)).isEqualTo(concat(range(0, 12), List.of(20)));
        assertThat(offsets(1)).isEqualTo(range(0, 3));
        List<Row> batches = audit();
        assertThat(batches)
                .extracting(entry -> entry.<Long>getAs("records_affected"))
                .containsExactly(13L, 2L, 1L);
        assertThat(details(batches.get(1)))
                .containsEntry("files", "2")
                .containsEntry("files_already_loaded", "0")
                .containsEntry("source_ranges", shard + ":10-11");
        assertThat(checkpoint()).doesNotExist();
    }

    @Test
    void shouldDoNothingWhereNothingHasLandedSince() {
        at("bz_idle");

        assertThat(version()).isEqualTo(VERSIONS.get(table));
        assertThat(audit("INGEST")).hasSize(1);
    }

    @Test
    void shouldLoadASegmentWithoutRowsOnlyOnceThoughItIsAlone() {
        at("bz_alone");

        assertThat(audit())
                .extracting(entry -> entry.<Long>getAs("records_affected"))
                .containsExactly(0L, 2L);
        assertThat(offsets(0)).isEqualTo(range(10, 12));
    }

    @Test
    void shouldLoadAgainWhatATableLostThatWasSetBack() {
        at("bz_restored");

        assertThat(OFFSETS.get(table)).as("set back").isEqualTo(range(0, 10));
        assertThat(offsets(0)).isEqualTo(range(0, 25));
    }

    @Test
    void shouldLoadAgainWhatWasDeletedOnceItIsToldToCompare() {
        at("bz_deleted");

        assertThat(OFFSETS.get(table)).as("deleted rows stay deleted").isEqualTo(range(10, 20));
        assertThat(offsets(0)).isEqualTo(range(0, 20));
        assertThat(audit("INGEST"))
                .extracting(entry -> details(entry).get("files_already_loaded"))
                .containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void shouldFindItsLastCommitBelowMany() {
        at("bz_commented");

        LoadCommit next = last();
        assertThat(next.query()).isEqualTo(lastOfMany.query());
        assertThat(next.number()).isEqualTo(lastOfMany.number() + 1);
        assertThat(offsets(0)).isEqualTo(range(0, 12));
    }

    @Test
    void shouldNotGoOnFromACommitThatBeganBeforeTheTableWasSetBack() {
        at("bz_late");

        assertThat(offsets(0)).isEqualTo(range(0, 20));
        assertThat(offsets(1)).isEqualTo(range(0, 3));
    }

    /** A load that resumed after offset 20, commits after somebody sets the table back to 10. */
    private void setBackUnderALateCommit(String name) {
        at(name);
        LoadCommit note = last();
        spark.sql("RESTORE TABLE " + name() + " TO VERSION AS OF " + VERSIONS.get(name));
        LoadCommit late = new LoadCommit(
                note.query(), note.number() + 1, version() - 1, note.positions(), note.entry(), note.application());
        spark.sql("SELECT * FROM " + name())
                .limit(0)
                .write()
                .format("delta")
                .mode("append")
                .option("userMetadata", late.toJson())
                .saveAsTable(name());
        segments.land(otherShard(), 0, 3, ORDERS, BronzeOnSpark::order);
    }

    @Test
    void shouldNotTakeACopyInATablesFolderForASegment() {
        at("bz_copied");

        assertThat(offsets(0)).isEqualTo(range(0, 10));
    }

    private void landWithCopies(String name) throws IOException {
        at(name);
        SegmentKey key = segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        Path root = folder.resolve("landing");
        for (String copy : List.of("backup/" + key.path(), "g0001/backup/" + key.path())) {
            Path file = root.resolve(table).resolve(copy);
            Files.createDirectories(file.getParent());
            Files.copy(root.resolve(key.path()), file);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithASegmentAndLoadItOnceItIsMended() {
        at("bz_spoiled");

        assertThat(first).singleElement().asString().startsWith(table + ": ");
        assertThat(audit("INGEST"))
                .filteredOn(entry -> entry.<String>getAs("status").equals("FAILED"))
                .as("one of each try")
                .hasSize(2)
                .allSatisfy(entry -> assertThat(details(entry).get("file_names"))
                        .contains(shard.segmentAt(10).path()));
        assertThat(offsets(0)).isEqualTo(range(0, 20));
    }

    private LoadCommit last() {
        return LoadCommits.of(spark, new TableName("spark_catalog", "inventory_bronze", table))
                .last()
                .orElseThrow();
    }

    private long version() {
        return spark.sql("DESCRIBE HISTORY " + name() + " LIMIT 1").first().getAs("version");
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Integer> concat(List<Integer> a, List<Integer> b) {
        return IntStream.concat(a.stream().mapToInt(i -> i), b.stream().mapToInt(i -> i))
                .boxed()
                .toList();
    }
}
