package io.landfall.bronze;

import io.landfall.bronze.BronzeOptions.Mode;
import java.util.List;
import java.util.stream.Collectors;

/** Says what the job would do. */
final class Explanation {
    private Explanation() {}

    static String of(List<TablePlan> plans, BronzeOptions options) {
        return plans.stream().map(plan -> of(plan, options)).collect(Collectors.joining("\n", "", "\n"));
    }

    /** What it would do for one table. */
    static String of(TablePlan plan, BronzeOptions options) {
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
        out.append(BronzeDdl.outline(plan).indent(2));
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
