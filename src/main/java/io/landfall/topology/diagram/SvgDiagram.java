package io.landfall.topology.diagram;

import io.landfall.topology.diagram.Lane.Edge;
import io.landfall.topology.diagram.Lane.Kind;
import io.landfall.topology.diagram.Lane.Node;
import io.landfall.topology.diagram.Lane.Store;
import io.landfall.topology.diagram.LaneLayout.Cell;
import java.util.List;

/** A topology as a picture: a lane per sub-topology, one below the other, columns in line. Lengths are pixels. */
final class SvgDiagram {
    private static final int MARGIN = 20;
    private static final int LANE_PADDING = 20;
    private static final int TITLE = 34;
    private static final int GAP = 34;
    private static final int NODE = 38;
    private static final int ROW = 58;
    private static final int BUS = 16;
    private static final int STORE = 30;
    private static final int STORE_GAP = 16;
    private static final int LEGEND = 44;
    /** How far from a node's right edge the lines to lower rows leave: beside its stores. */
    private static final int EXIT = 10;
    /** A letter of 13 pixels, at most, in the fonts named below. */
    private static final double LETTER = 7.6;

    private static final double STORE_LETTER = 6.4;

    private final SvgCanvas canvas = new SvgCanvas();
    private final List<LaneLayout> layouts;
    private final int[] columnWidths;
    private final int[] columnLefts;
    private final int width;

    @SuppressWarnings("NullAway.Init") // that of the lane being drawn
    private LaneLayout layout;

    private int mainTop;
    private int storeSpace;

    private SvgDiagram(List<LaneLayout> layouts) {
        this.layouts = layouts;
        int columns = layouts.stream().mapToInt(LaneLayout::columnCount).max().orElse(0);
        columnWidths = new int[columns];
        columnLefts = new int[columns];
        for (LaneLayout each : layouts) {
            each.cells()
                    .forEach((node, cell) -> columnWidths[cell.column()] =
                            Math.max(columnWidths[cell.column()], widthOf(each.lane(), node)));
        }
        int left = MARGIN + LANE_PADDING;
        for (int column = 0; column < columns; column++) {
            columnLefts[column] = left;
            left += columnWidths[column] + GAP;
        }
        width = Math.max(left - GAP + LANE_PADDING + MARGIN, SvgLegend.WIDTH + 2 * MARGIN);
    }

    static String of(List<Lane> lanes) {
        return new SvgDiagram(lanes.stream().map(LaneLayout::of).toList()).draw();
    }

    private String draw() {
        int top = MARGIN;
        for (LaneLayout each : layouts) {
            top = lane(each, top) + MARGIN;
        }
        SvgLegend.draw(canvas, MARGIN, top);
        return canvas.document(width, top + LEGEND, "Topology");
    }

    /** Draws one lane and says where it ends. */
    private int lane(LaneLayout next, int top) {
        layout = next;
        Lane lane = next.lane();
        int mostStores = lane.nodes().stream()
                .mapToInt(node -> lane.storesOf(node).size())
                .max()
                .orElse(0);
        storeSpace = mostStores * (STORE + STORE_GAP);
        mainTop = top + TITLE + next.busTargets().size() * BUS;
        int bottom = Math.max(rowTop(next.rowCount() - 1), mainTop + storeSpace) + NODE + LANE_PADDING;

        canvas.panel(MARGIN, top, width - 2 * MARGIN, bottom - top);
        canvas.title(MARGIN + LANE_PADDING, top + 22, lane.title());
        lane.edges().forEach(this::edge);
        lane.nodes().forEach(this::node);
        return bottom;
    }

    private void node(Node node) {
        int x = left(node);
        int y = top(node);
        Palette palette = Palette.of(node.kind());
        if (node.isTopic()) {
            canvas.pill(x, y, width(node), NODE, palette, node.label(), "topic " + node.name());
        } else {
            canvas.box(x, y, width(node), NODE, palette, node.label(), node.name());
        }
        int storeTop = y + NODE + STORE_GAP;
        for (Store store : layout.lane().storesOf(node)) {
            int storeWidth = width(node) - 2 * EXIT;
            canvas.link(x + storeWidth / 2, storeTop - STORE_GAP, storeTop);
            canvas.cylinder(x, storeTop, storeWidth, STORE, Palette.STORE, store.label(), store.name());
            storeTop += STORE + STORE_GAP;
        }
    }

    private void edge(Edge edge) {
        Node from = edge.from();
        Node to = edge.to();
        Cell start = layout.cell(from);
        Cell end = layout.cell(to);
        int middle = top(to) + NODE / 2;
        SvgCanvas.Line line = line(edge);
        if (LaneLayout.jumps(edge, layout.cells())) {
            int bus = layout.busTargets().indexOf(to);
            int y = bus < 0 ? top(to) - BUS / 2 : mainTop - (bus + 1) * BUS;
            canvas.path(line, center(from), top(from), center(from), y, center(to), y, center(to), top(to));
        } else if (start.row() == end.row()) {
            canvas.path(line, left(from) + width(from), middle, left(to), middle);
        } else if (start.row() < end.row()) {
            int x = left(from) + width(from) - EXIT;
            canvas.path(line, x, top(from) + NODE, x, middle, left(to), middle);
        } else {
            int y = top(from) + NODE / 2;
            canvas.path(line, left(from) + width(from), y, center(to), y, center(to), top(to) + NODE);
        }
    }

    private SvgCanvas.Line line(Edge edge) {
        if (edge.to().kind() == Kind.SINK || edge.from().kind() == Kind.SINK) {
            return SvgCanvas.Line.EXIT;
        }
        return LaneLayout.jumps(edge, layout.cells()) ? SvgCanvas.Line.SHORTCUT : SvgCanvas.Line.MAIN;
    }

    private int rowTop(int row) {
        return mainTop + row * ROW + (row > 0 && layout.storesAreInTheWay() ? storeSpace : 0);
    }

    private int top(Node node) {
        return rowTop(layout.cell(node).row());
    }

    private int left(Node node) {
        return columnLefts[layout.cell(node).column()];
    }

    private int width(Node node) {
        return columnWidths[layout.cell(node).column()];
    }

    private int center(Node node) {
        return left(node) + width(node) / 2;
    }

    private static int widthOf(Lane lane, Node node) {
        double text = node.label().length() * LETTER;
        for (Store store : lane.storesOf(node)) {
            text = Math.max(text, store.label().length() * STORE_LETTER + EXIT);
        }
        return Math.max(84, (int) text + 28);
    }
}
