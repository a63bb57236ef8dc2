package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.local.Remains;
import io.landfall.local.feed.Counts;
import io.landfall.local.feed.GeneratedTable;
import io.landfall.local.feed.PersonalData;
import io.landfall.proof.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo as people start it, in processes of its own, with nothing shared. */
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
    @ParameterizedTest
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

    /** As a user would ask. A line per table, so that Spark starts once. */
    private static void assertBronzeAndAudit(DemoProcess demo, Path state) {
        String rowsOfEach = Arrays.stream(GeneratedTable.values())
                .map(table ->
                        """
                        SELECT '%1$s' AS name, count(*) AS rows,
                          count(DISTINCT source_topic, source_partition, source_offset) AS positions FROM %1$s
                        """
                                .formatted(table.table()))
                .collect(Collectors.joining(" UNION ALL "));
        String query =
                """
                SELECT name, rows, positions, entries, batches, good, told, files, names, named
                FROM (%s) JOIN (
                  SELECT substring_index(table_name, '.', -1) AS name,
                    count(*) AS entries, count(DISTINCT operation_details['batch_id']) AS batches,
                    count_if(status = 'SUCCESS') AS good, sum(records_affected) AS told,
                    sum(size(split(operation_details['file_names'], ', '))) AS files,
                    size(array_distinct(flatten(collect_list(split(operation_details['file_names'], ', '))))) AS names,
                    count_if(operation_details['file_names'] LIKE
                      concat(substring_index(table_name, '.', -1), '/g0001/%%.parquet')) AS named
                  FROM bz_audit_log GROUP BY table_name) USING (name)
                """
                        .formatted(rowsOfEach);
        try (DemoProcess sql = DemoProcess.start("sql", state, "sql", query)) {
            Map<String, List<String>> answer = sql.succeed(PATIENCE)
                    .output()
                    .lines()
                    .filter(line -> line.startsWith("|"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::trim)
                            .filter(cell -> !cell.isEmpty())
                            .toList())
                    .collect(Collectors.toMap(cells -> cells.get(0), cells -> cells));
            for (GeneratedTable table : GeneratedTable.values()) {
                String name = table.table();
                String rows = Long.toString(demo.bronze(name));
                String segments = Long.toString(demo.segments(name));
                assertThat(answer).as(sql.output()).containsKey(name);
                List<String> cells = answer.get(name);
                assertThat(cells.subList(1, 3)).as("rows and their positions").containsExactly(rows, rows);
                String entries = cells.get(3);
                assertThat(Integer.parseInt(entries)).isPositive();
                assertThat(cells.subList(4, 6)).as("batches, good ones").containsExactly(entries, entries);
                assertThat(cells.get(6)).as("rows by the audit log").isEqualTo(rows);
                assertThat(cells.subList(7, 9)).as("segments by the audit log").containsExactly(segments, segments);
                assertThat(cells.get(9)).as("entries with file names").isEqualTo(entries);
            }
        }
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
