package io.landfall.bronze;

import io.landfall.bronze.BronzeOptions.Mode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Says what the job would do. */
final class Explanation {
    private Explanation() {}

    /** What it would do, and with which columns it would create tables: for that it looks at segments. */
    static String of(List<TablePlan> plans, BronzeOptions options, Supplier<SparkSession> spark) {
        Function<TablePlan, TableDefinition> definitions =
                TableDefinition.bySegments(BronzeRun.source(options.source()), spark);
        return plans.stream()
                .map(plan -> of(plan, options, definitions.apply(plan)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What it would do for one table, without a look at its segments. */
    static String of(TablePlan plan, BronzeOptions options) {
        return of(plan, options, TableDefinition.outline(plan, "no segment was looked at"));
    }

    private static String of(TablePlan plan, BronzeOptions options, TableDefinition definition) {
        StringBuilder out = new StringBuilder();
        out.append(plan.name()).append('\n');
        BronzeRun.source(options.source())
                .ifPresentOrElse(
                        source -> stream(out, plan, source), () -> line(out, "source", "lists " + plan.folder()));
        line(
                out,
                "trigger",
                options.mode() == Mode.CONTINUOUS
                        ? "continuous, every " + options.interval().toMillis() + " ms"
                        : "available now");
        line(out, "columns", definition.columns());
        out.append(definition.ddl().indent(2));
        if (!plan.tags().isEmpty()) {
            out.append(BronzeDdl.setTags(plan.name(), plan.tags()).indent(2));
        }
        return out.toString();
    }

    private static void stream(StringBuilder out, TablePlan plan, SegmentSource source) {
        line(out, "source", source.format() + " " + plan.folder());
        source.options(plan).forEach((name, value) -> line(out, "  " + name, value));
        line(out, "checkpoint", plan.checkpoint());
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append("  ").append(name).append(": ").append(value).append('\n');
    }
}
