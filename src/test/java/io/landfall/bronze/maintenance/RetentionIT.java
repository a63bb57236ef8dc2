package io.landfall.bronze.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.plan.Retention;
import io.landfall.bronze.spark.LocalSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows are expired, as Spark computes it: those from before 1 March 2019. */
class RetentionIT {
    private static final Instant NOW = Instant.parse("2026-03-01T23:59:59Z");
    private static final String ROWS =
            """
            SELECT * FROM VALUES
              ('old', TIMESTAMP'2019-02-28 23:59:59Z', %1$s, TIMESTAMP'2026-01-01 00:00:00Z'),
              ('just', TIMESTAMP'2019-03-01 00:00:00Z', %2$s, TIMESTAMP'2026-01-01 00:00:00Z'),
              ('none', NULL, %3$s, NULL),
              ('kafka', NULL, %3$s, TIMESTAMP'2019-02-28 23:59:59Z')
            AS rows(name, reference, at, source_timestamp)""";

    private static SparkSession spark;

    @BeforeAll
    static void startSpark(@TempDir Path warehouse) {
        spark = LocalSpark.start(warehouse.toUri().toString(), Map.of("spark.master", "local[1]"));
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DATE'2019-02-28' | DATE'2019-03-01' | NULL",
                "TIMESTAMP'2019-02-28 23:59:59Z' | TIMESTAMP'2019-03-01 00:00:00Z' | NULL",
                "TIMESTAMP_NTZ'2019-02-28 23:59:59' | TIMESTAMP_NTZ'2019-03-01 00:00:00' | NULL",
                "1551398399999L | 1551398400000L | NULL",
                "1551398399L | 1551398400L | NULL",
                "1551398399999999L | 1551398400000000L | NULL",
                "1551398399999999999L | 1551398400000000000L | NULL",
                "'2019-02-28T23:59:59Z' | '2019-03-01T00:00:00Z' | NULL",
                "'2019-02-28' | '2019-03-01' | 'no time'",
                "'2019-03-01T00:30:00+01:00' | '2019-03-01' | '1234'",
            })
    void shouldDecideByEventTimeAndByKafkasTimestampWhereThereIsNone(String old, String just, String none) {
        assertThat(expired("at", ROWS.formatted(old, just, none))).containsExactly("old", "kafka");
    }

    @Test
    void shouldDecideByKafkasTimestampWhereTheFieldHoldsNoTimeOrIsNotThere() {
        String rows = ROWS.formatted("true", "true", "true");
        assertThat(expired("at", rows)).containsExactly("kafka");
        assertThat(expired("gone", rows)).containsExactly("kafka");
        assertThat(expired("reference.gone", rows)).containsExactly("kafka");
    }

    @Test
    void shouldReachIntoNestedRecords() {
        String rows = "SELECT name, named_struct('at', reference) AS event, source_timestamp FROM ("
                + ROWS.formatted("1", "1", "1") + ")";
        assertThat(expired("event.at", rows)).containsExactly("old", "kafka");
    }

    @Test
    void shouldCountWholeDays() {
        Retention retention = new Retention(Period.ofYears(7), Optional.empty());
        assertThat(retention.cutoff(NOW)).isEqualTo(LocalDate.parse("2019-03-01"));
        assertThat(retention.cutoff(Instant.parse("2026-03-01T00:00:00Z"))).isEqualTo(LocalDate.parse("2019-03-01"));
    }

    private static List<String> expired(String eventTime, String rows) {
        Retention retention = new Retention(Period.ofYears(7), Optional.of(eventTime));
        StructType columns = spark.sql(rows).schema();
        return spark.sql(rows).where(Expiry.expired(retention, columns, NOW)).collectAsList().stream()
                .map(row -> row.<String>getAs("name"))
                .toList();
    }
}
