package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.spark.LocalSpark;
import io.landfall.decode.RandomAvro;
import io.landfall.decode.RandomAvro.Sample;
import io.landfall.decode.TypeMatrix;
import io.landfall.proof.Proof;
import io.landfall.topology.Harness;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real topology lands of a record is what Spark reads: from the segments, and from a Delta table made of them. */
class SparkRoundTripIT {
    private static final int RECORDS = 40;
    private static final String VECTORIZED = "spark.sql.parquet.enableVectorizedReader";

    private static SparkSession spark;

    @TempDir
    static Path warehouse;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSpark() {
        spark = LocalSpark.start(
                warehouse.toUri().toString(),
                Map.of(
                        "spark.master", "local[2]",
                        "spark.sql.datetime.java8API.enabled", "true",
                        // Of more columns than this Spark reads row by row.
                        "spark.sql.codegen.maxFields", "1000"));
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    static LongStream some() {
        return LongStream.range(0, 10);
    }

    static LongStream many() {
        return LongStream.range(10, 110);
    }

    @ParameterizedTest
    @MethodSource("some")
    void shouldReadWhatWasWrittenWhateverTheSchema(long seed) {
        readsWhatWasWritten(seed);
    }

    @Proof("Spark reads what the service writes, of 100 random schemas")
    @ParameterizedTest
    @MethodSource("many")
    void shouldReadWhatWasWrittenOfManySchemas(long seed) {
        readsWhatWasWritten(seed);
    }

    private void readsWhatWasWritten(long seed) {
        RandomAvro random = new RandomAvro(seed);
        Schema schema = random.schema(false);
        check("seed " + seed, schema, samples(random, schema));
    }

    @Test
    void shouldReadWhatWasWrittenOfAllTypes() {
        RandomAvro random = new RandomAvro(4711);
        Schema schema = random.schema(true);
        List<Sample> samples = samples(random, schema);
        check("all types", schema, samples);
        spark.conf().set(VECTORIZED, "false");
        try {
            compare("all types, row by row", read(folder.resolve("landing").toString()), schema, samples);
        } finally {
            spark.conf().unset(VECTORIZED);
        }
    }

    private static List<Sample> samples(RandomAvro random, Schema schema) {
        return IntStream.range(0, RECORDS).mapToObj(i -> random.sample(schema)).toList();
    }

    @Test
    void shouldReadTheEndsOfEveryTypesRange() {
        Schema schema = EdgeValues.SCHEMA;
        check("edges", schema, EdgeValues.samples());
    }

    private void check(String name, Schema schema, List<Sample> samples) {
        String segments = land(schema, samples);
        Dataset<Row> read = read(segments);
        assertThat(read.queryExecution().executedPlan().toString())
                .as("vectorized")
                .contains("ColumnarToRow");
        compare(name + ", segments", read, schema, samples);

        String delta = folder.resolve("delta").toUri().toString();
        read.write().format("delta").mode(SaveMode.Append).save(delta);
        compare(name + ", Delta", spark.read().format("delta").load(delta), schema, samples);
    }

    private static Dataset<Row> read(String segments) {
        return spark.read().option("recursiveFileLookup", "true").parquet(segments);
    }

    /** In two segments. */
    private String land(Schema schema, List<Sample> samples) {
        try (Harness pipeline = new Harness(folder, "", 0, schema)) {
            for (int i = 0; i < samples.size(); i++) {
                if (i == samples.size() / 2) {
                    pipeline.commit(i);
                }
                pipeline.send(samples.get(i).record());
            }
            pipeline.commit(samples.size());
            assertThat(pipeline.segments()).hasSize(2);
            return pipeline.folder();
        }
    }

    private static void compare(String name, Dataset<Row> table, Schema schema, List<Sample> samples) {
        List<String> fields =
                schema.getFields().stream().map(Schema.Field::name).toList();
        List<Row> rows = table.collectAsList().stream()
                .sorted(Comparator.comparingLong(row -> row.<Long>getAs("source_offset")))
                .toList();
        assertThat(rows).as(name).hasSameSizeAs(samples);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(SparkForm.of(rows.get(i), fields))
                    .as("%s, record %s of %s", name, i, schema)
                    .isEqualTo(samples.get(i).row());
        }
    }

    /** One table with a column per row of the matrix. */
    @Test
    void shouldBeOfTheTypesThatTheMatrixPublishes() {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < TypeMatrix.ROWS.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"name\": \"x%d\", \"type\": %s}"
                            .formatted(i, TypeMatrix.ROWS.get(i).sample()));
        }
        Schema schema =
                new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"Matrix\", \"fields\": [" + json + "]}");
        RandomAvro random = new RandomAvro(1);
        String segments = land(schema, List.of(random.sample(schema), random.sample(schema)));
        Dataset<Row> read = read(segments);
        String delta = folder.resolve("delta").toUri().toString();
        read.write().format("delta").save(delta);

        SoftAssertions types = new SoftAssertions();
        for (StructType found :
                List.of(read.schema(), spark.read().format("delta").load(delta).schema())) {
            for (int i = 0; i < TypeMatrix.ROWS.size(); i++) {
                TypeMatrix.Row row = TypeMatrix.ROWS.get(i);
                types.assertThat(found.apply("x" + i).dataType().sql())
                        .as(row.avro())
                        .isEqualTo(row.spark());
            }
        }
        types.assertAll();
    }
}
