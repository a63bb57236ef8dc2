package io.landfall.topology.diagram;

/** What the shapes and colors mean. */
final class SvgLegend {
    /** What it takes, in pixels. */
    static final int WIDTH = 620;

    private static final int STEP = 104;
    private static final int ITEM = 92;
    private static final int HEIGHT = 24;

    private SvgLegend() {}

    static void draw(SvgCanvas canvas, int left, int top) {
        canvas.pill(left, top, ITEM, HEIGHT, Palette.TOPIC, "topic", "a Kafka topic");
        canvas.box(left + STEP, top, ITEM, HEIGHT, Palette.SOURCE, "source", "reads a topic");
        canvas.box(left + 2 * STEP, top, ITEM, HEIGHT, Palette.PROCESSOR, "stage", "hosts a stage");
        canvas.box(left + 3 * STEP, top, ITEM, HEIGHT, Palette.LAST, "last stage", "where records end");
        canvas.box(left + 4 * STEP, top, ITEM, HEIGHT, Palette.SINK, "sink", "writes a topic");
        canvas.cylinder(left + 5 * STEP, top, ITEM, HEIGHT, Palette.STORE, "state store", "a changelogged store");
    }
}
