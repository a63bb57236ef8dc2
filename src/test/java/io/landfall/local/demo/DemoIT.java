package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.bronze.spark.LocalSpark;
import io.landfall.local.Remains;
import io.landfall.local.feed.Counts;
import io.landfall.local.feed.GeneratedTable;
import io.landfall.local.feed.PersonalData;
import io.landfall.proof.Proof;
import io.landfall.proof.Slow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo as people start it, in processes of its own, with nothing shared. */
@Slow(seconds = 150, why = "It starts what people start: three servers, the service, the bronze job, each a process")
class DemoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int BLOCKS = 6;
    private static final String BALANCED = "every offset accounted for: yes";

    @TempDir
    private Path temp;

    @Test
    void shouldAccountForEveryOffsetThoughItsServiceIsKilled() throws Exception {
        PersonalData people = new PersonalData(GeneratedSource.SEED, BLOCKS);
        Path state = temp.resolve("état 100%20");
        try (DemoProcess demo = DemoProcess.start("demo", state, "demo", "--records", BLOCKS + "000", "--exit")) {
            killServiceWhenItLands(demo, state);
            demo.succeed(PATIENCE);

            assertThat(demo.output())
                    .contains("service ended with code 137; starting it again", BALANCED)
                    .doesNotContain(" WARN ", " ERROR ");
            for (GeneratedTable table : GeneratedTable.values()) {
                Counts expected = people.counts(table.table());
                assertThat(demo.produced(table.table())).isEqualTo(expected);
                assertThat(demo.read(table.table())).isEqualTo(expected);
                assertThat(demo.bronze(table.table())).isEqualTo(expected.rows());
            }
            assertBronzeAndAudit(demo, state);
        }
        assertNoPersonalData(people, state);
    }

    @Proof("The demo works on each Java that the machine has")
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("io.landfall.local.stack.Javas#others")
    void shouldAccountForEveryOffsetOnAnotherJava(Path java) {
        try (DemoProcess demo =
                DemoProcess.start(java, "java", temp.resolve("state"), "demo", "--records", BLOCKS + "000", "--exit")) {
            demo.succeed(PATIENCE);

            assertThat(demo.output()).contains(BALANCED).doesNotContain(" WARN ", " ERROR ");
        }
    }

    /** When the first segment is there, others are being uploaded, and nothing is committed yet. */
    private static void killServiceWhenItLands(DemoProcess demo, Path state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            assertThat(demo.isAlive()).as(demo.output()).isTrue();
            return hasSegments(state.resolve("stack"));
        });
        assertThat(demo.service().orElseThrow().destroyForcibly()).isTrue();
    }

    private static boolean hasSegments(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException | UncheckedIOException changedMeanwhile) {
            return false;
        }
    }

    private static void assertBronzeAndAudit(DemoProcess demo, Path state) {
        SparkSession spark = LocalSpark.start(state.resolve("spark").toString(), Map.of("spark.master", "local[2]"));
        try {
            Path tables = state.resolve("warehouse/demo");
            spark.read()
                    .format("delta")
                    .load(tables.resolve("bz_audit_log").toString())
                    .createOrReplaceTempView("audit");
            for (GeneratedTable table : GeneratedTable.values()) {
                String name = table.table();
                spark.read()
                        .format("delta")
                        .load(tables.resolve(name).toString())
                        .createOrReplaceTempView("bronze");
                long rows = demo.bronze(name);
                assertThat(spark.sql("SELECT count(*), count(DISTINCT source_topic, source_partition, source_offset)"
                                        + " FROM bronze")
                                .first())
                        .as("rows of %s, and their positions", name)
                        .isEqualTo(RowFactory.create(rows, rows));
                assertAudit(spark, name, rows, demo.segments(name));
            }
        } finally {
            spark.stop();
        }
    }

    private static void assertAudit(SparkSession spark, String name, long rows, long segments) {
        List<Row> entries = spark.sql("SELECT status, records_affected, operation_details['batch_id'] AS batch,"
                        + " operation_details['file_names'] AS files FROM audit WHERE table_name LIKE '%." + name + "'")
                .collectAsList();
        assertThat(entries).as("entries about %s", name).isNotEmpty().allMatch(entry -> entry.getAs("status")
                .equals("SUCCESS"));
        assertThat(entries).extracting(entry -> entry.getAs("batch")).doesNotHaveDuplicates();
        assertThat(entries.stream()
                        .mapToLong(entry -> entry.<Long>getAs("records_affected"))
                        .sum())
                .isEqualTo(rows);
        List<String> files = entries.stream()
                .flatMap(entry -> Stream.of(entry.<String>getAs("files").split(", ", -1)))
                .toList();
        assertThat(files)
                .hasSize((int) segments)
                .doesNotHaveDuplicates()
                .allMatch(file -> file.matches(name + "/g0001/.*\\.parquet"));
    }

    /** Neither in what landed nor in quarantine, changelogs and logs. */
    private void assertNoPersonalData(PersonalData people, Path state) throws IOException {
        assertThat(people.values()).isGreaterThan(1_000);
        Set<String> seen = new HashSet<>();
        Set<String> inSources = new HashSet<>();
        BiConsumer<String, String> none = (where, text) -> {
            seen.add(where);
            assertThat(people.fieldsIn(text)).as(where).isEmpty();
        };
        try (Remains remains = new Remains(state.resolve("stack"))) {
            remains.objects(Files.createDirectory(temp.resolve("objects")), none);
            remains.records((topic, text) -> {
                if (isSource(topic)) {
                    inSources.addAll(people.fieldsIn(text));
                } else {
                    none.accept(topic, text);
                }
            });
            remains.logs(none);
        }
        assertThat(inSources).as("the search finds what is there").hasSize(PersonalData.FIELDS);
        assertThat(seen)
                .anyMatch(where -> where.endsWith(".parquet"))
                .anyMatch(where -> where.endsWith(".quarantine"))
                .anyMatch(where -> where.endsWith("-changelog"))
                .contains("service.log", "bronze.log");
    }

    private static boolean isSource(String topic) {
        return topic.startsWith("inventory.tests.");
    }

    @Proof("The demo lands a CSV of any make and finds its duplicates")
    @Test
    void shouldTakeACsvAndFindItsDuplicates() throws IOException {
        List<String> lines = csv();
        Path file = Files.writeString(
                temp.resolve("sales.csv"),
                "No,Unit Price,Sold At,Note,Customer\n" + String.join("", lines),
                StandardCharsets.UTF_8);
        long rows = new HashSet<>(lines).size();
        Counts expected = new Counts(lines.size(), rows, lines.size() - rows, 0, 0);
        try (DemoProcess demo = DemoProcess.start(
                "csv",
                temp.resolve("state"),
                "demo",
                "--csv",
                file.toString(),
                "--table",
                "bz_sales",
                "--dedupe",
                "content",
                "--query",
                "SELECT count(*) AS n, count(Customer) AS c, count(DISTINCT Sold_At) AS d, max(length(Note)) AS l"
                        + " FROM bz_sales",
                "--exit")) {
            demo.succeed(PATIENCE);

            assertThat(demo.output()).contains(BALANCED);
            assertThat(demo.produced("bz_sales")).isEqualTo(expected);
            assertThat(demo.read("bz_sales")).isEqualTo(expected);
            assertThat(demo.bronze("bz_sales")).isEqualTo(rows);
            long customers = lines.stream()
                    .distinct()
                    .filter(line -> !line.endsWith(",\n"))
                    .count();
            assertThat(demo.output().replace(" ", ""))
                    .contains("|%d|%d|%d|%d|".formatted(rows, customers, rows, "said \"yes\", then left".length()));
        }
    }

    /** 3,000 lines: some twice or more, some cells empty, quoted, with quotes, separators and line ends in them. */
    private static List<String> csv() {
        Random random = new Random(3);
        List<String> lines = new ArrayList<>();
        while (lines.size() < 3_000) {
            if (!lines.isEmpty() && random.nextInt(10) == 0) {
                lines.add(lines.get(random.nextInt(lines.size())));
                continue;
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%s,%s,%s\n",
                    lines.size(),
                    random.nextInt(100_000) / 100.0,
                    LocalDateTime.of(2010, 12, 1, 8, 26)
                            .plusMinutes(lines.size())
                            .toString()
                            .replace('T', ' '),
                    switch (random.nextInt(4)) {
                        case 0 -> "";
                        case 1 -> "\"said \"\"yes\"\", then left\"";
                        case 2 -> "\"two\nlines\"";
                        default -> "größe " + random.nextInt(50);
                    },
                    random.nextInt(3) == 0 ? "" : Integer.toString(10_000 + random.nextInt(500))));
        }
        Collections.shuffle(lines, random);
        return lines;
    }
}
