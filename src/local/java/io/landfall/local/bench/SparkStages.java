package io.landfall.local.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.landfall.local.bench.Rules.Pattern;
import io.landfall.local.bench.Rules.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Landfall's stages as expressions: the same rules, the same columns. */
final class SparkStages {
    private static final int SCHEMA = 30;
    private static final int ANOMALY = 25;
    private static final int PATTERN = 20;
    private static final int TEMPORAL = 15;
    private static final int BUSINESS = 10;

    /** As Landfall's named patterns, but for lengths and the like. */
    private static final Map<String, String> PATTERNS = Map.of(
            "email", "^[\\\\w!#$%&*+/=?^`{|}~-]+(\\\\.[\\\\w!#$%&*+/=?^`{|}~-]+)*@([\\\\w-]+\\\\.)+[A-Za-z]{2,}$",
            "phone", "^\\\\+?[0-9]([ ./-]{0,3}[0-9]){6,14}$");

    private final Workload workload;
    private final Rules rules;
    private final String topic;

    SparkStages(Workload workload, String topic) {
        this.workload = workload;
        this.rules = workload.rules();
        this.topic = topic;
    }

    /** From Kafka's columns to a row of the table. */
    Dataset<Row> apply(Dataset<Row> records) {
        return withMetadata(protect(score(dedupe(decode(records)))));
    }

    private Dataset<Row> decode(Dataset<Row> records) {
        String schema = workload.schema().toString().replace("'", "\\'");
        return records.selectExpr(
                        "partition as source_partition",
                        "offset as source_offset",
                        "timestamp as source_timestamp",
                        "sha2(substring(value, 6), 256) as record_hash",
                        "from_avro(substring(value, 6), '" + schema + "', map('mode', 'FAILFAST')) as record")
                .select("record.*", "source_partition", "source_offset", "source_timestamp", "record_hash");
    }

    private Dataset<Row> dedupe(Dataset<Row> records) {
        return records.withWatermark(rules.eventTime(), Rules.WINDOW_HOURS + " hours")
                .dropDuplicatesWithinWatermark(rules.dedupeBy().toArray(String[]::new));
    }

    private Dataset<Row> score(Dataset<Row> records) {
        String future = "(%s <= source_timestamp + interval %d hours)".formatted(rules.eventTime(), Rules.FUTURE_HOURS);
        String points = String.join(
                " + ",
                Integer.toString(SCHEMA),
                points(
                        ANOMALY,
                        rules.ranges().stream().map(SparkStages::inRange).toList()),
                points(
                        PATTERN,
                        rules.patterns().stream().map(SparkStages::matches).toList()),
                points(TEMPORAL, List.of(future)),
                Integer.toString(BUSINESS));
        List<String> issues = new ArrayList<>();
        rules.ranges().forEach(range -> issues.add(issue(inRange(range), range.field() + ":range")));
        rules.patterns()
                .forEach(pattern ->
                        issues.add(issue(matches(pattern), pattern.field() + ":pattern(" + pattern.name() + ")")));
        issues.add(issue(future, rules.eventTime() + ":future"));
        String present =
                rules.required().stream().map(field -> field + " is not null").collect(Collectors.joining(" and "));
        return records.where(present)
                .withColumn("data_quality_score", expr("cast(round(" + points + ") as int)"))
                .withColumn("quality_issues", expr("array_remove(array(" + String.join(", ", issues) + "), '')"));
    }

    private static String inRange(Range range) {
        return "coalesce(%s between %d and %d, true)".formatted(range.field(), range.least(), range.greatest());
    }

    private static String matches(Pattern pattern) {
        return "coalesce(%s rlike '%s', true)".formatted(pattern.field(), PATTERNS.get(pattern.name()));
    }

    private static String points(int weight, List<String> checks) {
        if (checks.isEmpty()) {
            return Integer.toString(weight);
        }
        String passed =
                checks.stream().map(check -> "cast(" + check + " as int)").collect(Collectors.joining(" + ", "(", ")"));
        return "%d * %s / %dD".formatted(weight, passed, checks.size());
    }

    private static String issue(String check, String name) {
        return "if(" + check + ", '', '" + name + "')";
    }

    private Dataset<Row> protect(Dataset<Row> records) {
        Dataset<Row> result = records;
        for (String field : rules.tokenized()) {
            // Spark has no HMAC; one SHA-256 over key and value is less work.
            result = replace(
                    result,
                    field,
                    "concat('tok_bench_', base64(unhex(sha2(concat('a key of the bench', cast(%1$s as string)), 256))))");
        }
        for (String field : rules.masked()) {
            result = replace(
                    result,
                    field,
                    "concat(repeat('*', length(%1$s) - least(4, length(%1$s) div 3)),"
                            + " right(%1$s, least(4, length(%1$s) div 3)))");
        }
        return result;
    }

    private static Dataset<Row> replace(Dataset<Row> records, String field, String expression) {
        Column value = expr(expression.formatted(field));
        int dot = field.indexOf('.');
        if (dot < 0) {
            return records.withColumn(field, value);
        }
        String outer = field.substring(0, dot);
        return records.withColumn(outer, col(outer).withField(field.substring(dot + 1), value));
    }

    private Dataset<Row> withMetadata(Dataset<Row> records) {
        return records.selectExpr(
                "*",
                "'BENCH' as source_system",
                "'ACTIVE' as record_status",
                "'spark' as batch_id",
                "'1.0.0' as schema_version",
                "'bench' as processing_cluster_id",
                "concat('bz_bench/g1/" + topic + "/', source_partition, '/', source_offset) as data_lineage_id",
                "'" + topic + "' as source_topic",
                "current_timestamp() as landed_at");
    }
}
