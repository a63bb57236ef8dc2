package io.landfall.bronze;

import io.landfall.bronze.BronzeOptions.Kind;
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
        SegmentSource source = BronzeRun.source(options.source());
        StringBuilder out = new StringBuilder();
        out.append(plan.name()).append('\n');
        line(out, "source", source.format() + " " + plan.folder());
        source.options(plan).forEach((name, value) -> line(out, "  " + name, value));
        line(out, "checkpoint", plan.checkpoint());
        line(
                out,
                "trigger",
                options.mode() == Mode.CONTINUOUS
                        ? "continuous, every " + options.interval().toMillis() + " ms"
                        : "available now");
        out.append(BronzeDdl.outline(plan).indent(2));
        if (options.source() == Kind.AUTO_LOADER) {
            out.append(BronzeDdl.setTags(plan.name(), plan.tags()).indent(2));
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append("  ").append(name).append(": ").append(value).append('\n');
    }
}
