package io.landfall.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.cli.Landfall;
import io.landfall.proof.Proof;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small run of the bench: that it works, and that it compares what is comparable. How fast things are is not tested. */
@Proof("The benchmark runs each contender at the same work, and says who failed")
class BenchIT {
    private static final int RECORDS = 20_000;

    @TempDir
    private static Path temp;

    private static String printed;
    private static JsonNode json;

    @BeforeAll
    static void run() throws IOException {
        Path file = temp.resolve("bench.json");
        StringWriter out = new StringWriter();
        int code = bench(out, new StringWriter(), "--only", "limit,landfall,spark", "--json", file.toString());
        assertThat(code).isZero();
        printed = out.toString();
        json = new ObjectMapper().readTree(file.toFile());
    }

    private static int bench(StringWriter out, StringWriter err, String... more) {
        List<String> arguments = new ArrayList<>(List.of("bench", "--records", Integer.toString(RECORDS)));
        arguments.addAll(List.of("--state", temp.resolve("state").toString()));
        arguments.addAll(List.of(more));
        return Landfall.commandLine()
                .addSubcommand(new Bench())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void shouldSayWhoFailed() {
        StringWriter err = new StringWriter();

        assertThat(bench(new StringWriter(), err, "--only", "limit", "--heap", "1k"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("limit failed: it ended with code 1");
    }

    @Test
    void shouldCompareLandfallWithItsPeers() {
        assertThat(json.at("/ratios/landfall_vs_limit_cpu").asDouble()).isPositive();
        assertThat(json.at("/ratios/landfall_vs_spark_cpu").asDouble()).isPositive();
        assertThat(printed).contains("limit", "landfall", "spark", "records/CPU s");
    }

    @Test
    void shouldMeasureEverythingForEach() {
        for (String contender : List.of("limit", "landfall", "spark")) {
            JsonNode median = json.at("/contenders/" + contender + "/median");
            for (String figure : List.of(
                    "wall_seconds",
                    "cpu_seconds",
                    "records_per_second",
                    "megabytes_per_second",
                    "records_per_cpu_second",
                    "cpu_seconds_per_million_records",
                    "allocated_bytes_per_record",
                    "peak_rss_bytes",
                    "output_bytes")) {
                assertThat(median.get(figure).asDouble())
                        .as("%s of %s", figure, contender)
                        .isPositive();
            }
        }
    }

    @Test
    void shouldCountTheRowsThatEachHasWritten() {
        long unique = json.at("/topic/unique").asLong();

        assertThat(unique).isBetween(RECORDS * 9L / 10, RECORDS - 1L);
        assertThat(json.at("/contenders/limit/median/rows").asLong()).isEqualTo(RECORDS);
        assertThat(json.at("/contenders/landfall/median/rows").asLong()).isEqualTo(unique);
        assertThat(json.at("/contenders/spark/median/rows").asLong()).isEqualTo(unique);
    }

    /** Tokens differ, since Spark has no HMAC. */
    @Test
    void shouldHaveSparkDoTheSameWork() throws IOException {
        Map<String, List<Object>> landfall = rows("landfall");
        Map<String, List<Object>> spark = rows("spark");

        assertThat(landfall.values())
                .anySatisfy(row -> assertThat(row.toString()).contains("pattern(email)"));
        assertThat(spark.keySet()).isEqualTo(landfall.keySet());
        landfall.forEach((position, row) -> assertThat(spark.get(position)).isEqualTo(row));
    }

    private static Map<String, List<Object>> rows(String contender) throws IOException {
        Map<String, List<Object>> rows = new HashMap<>();
        try (Stream<Path> files = Files.walk(temp.resolve("state/runs/" + contender + "/out"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
                read(file, rows);
            }
        }
        return rows;
    }

    private static void read(Path file, Map<String, List<Object>> rows) throws IOException {
        PlainParquetConfiguration settings = new PlainParquetConfiguration();
        settings.setBoolean("parquet.avro.add-list-element-records", false);
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), settings)
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                rows.put(
                        row.get("source_partition") + "/" + row.get("source_offset"),
                        List.of(
                                row.get("record_hash").toString(),
                                row.get("data_quality_score"),
                                row.get("quality_issues").toString(),
                                String.valueOf(row.get("contact_number")),
                                row.get("data_lineage_id").toString(),
                                row.get("amount"),
                                row.get("order_date")));
            }
        }
    }
}
