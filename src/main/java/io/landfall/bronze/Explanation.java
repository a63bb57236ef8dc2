package io.landfall.bronze;

import io.landfall.bronze.audit.JobSettings;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.segment.SegmentSource;
import io.landfall.bronze.table.BronzeDdl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                TableDefinition.bySegments(SegmentSource.of(options.source()), spark);
        return plans.stream()
                .map(plan -> of(plan, options, definitions.apply(plan)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What it does, for the audit log: without a look at segments. */
    static JobSettings settings(List<TablePlan> plans, BronzeOptions options) {
        Map<String, String> byTable = new LinkedHashMap<>();
        plans.forEach(plan -> byTable.put(plan.table(), of(plan, options)));
        return new JobSettings(BronzeJob.class.getSimpleName(), byTable);
    }

    static String of(TablePlan plan, BronzeOptions options) {
        return of(plan, options, TableDefinition.outline(plan, "no segment was looked at"));
    }

    private static String of(TablePlan plan, BronzeOptions options, TableDefinition definition) {
        StringBuilder out = new StringBuilder();
        out.append(plan.name()).append('\n');
        SegmentSource.of(options.source())
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
