package io.landfall.local.bench;

import io.landfall.topology.diagram.Palette;
import io.landfall.topology.diagram.SvgCanvas;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Results as a picture: a bar for each contender, twice. Lengths are pixels. */
final class Chart {
    private static final int WIDTH = 960;
    private static final int MARGIN = 24;
    private static final int LABELS = 380;
    private static final int VALUES = 110;
    private static final int BAR = 22;
    private static final int STEP = 30;
    private static final int BASELINE = 15;
    private static final int LINE = 18;
    private static final int GAP = 26;

    private final SvgCanvas canvas = new SvgCanvas();
    private final Results results;
    private int top = MARGIN + BASELINE;

    private Chart(Results results) {
        this.results = results;
    }

    /** The picture as an SVG document. */
    static String svg(Results results) {
        return new Chart(results).draw();
    }

    private String draw() {
        bars("Records per CPU second", Measurement::recordsPerCpuSecond);
        bars("Records per second", Measurement::recordsPerSecond);
        for (String line : BenchReport.title(results)) {
            canvas.note(MARGIN, top, line);
            top += LINE;
        }
        return canvas.document(WIDTH, top + MARGIN - LINE, "Landfall and its peers");
    }

    private void bars(String title, ToDoubleFunction<Measurement> figure) {
        canvas.title(MARGIN, top, title);
        top += LINE;
        Map<Contender, Measurement> medians = results.medians();
        double most = medians.values().stream().mapToDouble(figure).max().orElse(1);
        medians.forEach((contender, measurement) -> {
            double value = figure.applyAsDouble(measurement);
            int width = Math.max(2, (int) Math.round((WIDTH - 2 * MARGIN - LABELS - VALUES) * value / most));
            String text = "%,.0f".formatted(value);
            canvas.note(MARGIN, top + BASELINE, contender.label() + ": " + contender.does());
            canvas.box(MARGIN + LABELS, top, width, BAR, color(contender), "", contender.label() + ": " + text);
            canvas.note(MARGIN + LABELS + width + 8, top + BASELINE, text);
            top += STEP;
        });
        top += GAP;
    }

    private static Palette color(Contender contender) {
        if (contender == Contender.LANDFALL) {
            return Palette.LAST;
        }
        return Contender.PEERS.contains(contender) ? Palette.SOURCE : Palette.PROCESSOR;
    }
}
