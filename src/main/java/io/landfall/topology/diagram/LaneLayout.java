package io.landfall.topology.diagram;

import io.landfall.topology.diagram.Lane.Edge;
import io.landfall.topology.diagram.Lane.Kind;
import io.landfall.topology.diagram.Lane.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which column and row each node of a lane stands in. A node's column is one after the last of those that lead to it. The way
 * to the last processor is row 0; what branches off stands below.
 */
record LaneLayout(Lane lane, Map<Node, Cell> cells, List<Node> busTargets) {

    record Cell(int column, int row) {}

    static LaneLayout of(Lane lane) {
        Map<Node, Integer> columns = columns(lane);
        Map<Node, Cell> cells = new HashMap<>();
        Set<Cell> taken = new HashSet<>();
        for (Node node : mainWay(lane, columns)) {
            Cell cell = new Cell(known(columns, node), 0);
            cells.put(node, cell);
            taken.add(cell);
        }
        for (Node node : lane.nodes()) {
            if (!cells.containsKey(node)) {
                Cell cell =
                        new Cell(known(columns, node), Math.max(cells.isEmpty() ? 0 : 1, rowBefore(lane, node, cells)));
                while (!taken.add(cell)) {
                    cell = new Cell(cell.column(), cell.row() + 1);
                }
                cells.put(node, cell);
            }
        }
        return new LaneLayout(lane, cells, busTargets(lane, cells));
    }

    int columnCount() {
        return 1 + cells.values().stream().mapToInt(Cell::column).max().orElse(-1);
    }

    int rowCount() {
        return 1 + cells.values().stream().mapToInt(Cell::row).max().orElse(0);
    }

    Cell cell(Node node) {
        return known(cells, node);
    }

    /** Whether an edge jumps over nodes of its own row, and so has to go around them. */
    static boolean jumps(Edge edge, Map<Node, Cell> cells) {
        Cell from = known(cells, edge.from());
        Cell to = known(cells, edge.to());
        return from.row() == to.row() && to.column() > from.column() + 1;
    }

    /** Whether what stands or runs below row 0 would meet the stores, which hang below their nodes. */
    boolean storesAreInTheWay() {
        return lane.edges().stream()
                .filter(edge -> cell(edge.from()).row() > 0 || cell(edge.to()).row() > 0)
                .anyMatch(edge -> lane.nodes().stream()
                        .filter(node -> !lane.storesOf(node).isEmpty())
                        .anyMatch(node -> isBetween(
                                cell(node).column(),
                                cell(edge.from()).column(),
                                cell(edge.to()).column())));
    }

    /** Each node of a lane has one. */
    private static <T> T known(Map<Node, T> byNode, Node node) {
        return Objects.requireNonNull(byNode.get(node));
    }

    private static boolean isBetween(int column, int one, int other) {
        return column >= Math.min(one, other) && column <= Math.max(one, other);
    }

    private static Map<Node, Integer> columns(Lane lane) {
        Map<Node, Integer> columns = new HashMap<>();
        // Edges come in the order of their ends, each node's all after those of the nodes before it.
        for (Edge edge : lane.edges()) {
            columns.merge(edge.to(), columns.computeIfAbsent(edge.from(), first -> 0) + 1, Math::max);
        }
        lane.nodes().forEach(node -> columns.putIfAbsent(node, 0));
        return columns;
    }

    private static List<Node> mainWay(Lane lane, Map<Node, Integer> columns) {
        List<Node> way = new ArrayList<>();
        lane.nodes().stream()
                .filter(node -> node.kind() == Kind.LAST)
                .findFirst()
                .ifPresent(way::add);
        boolean complete = way.isEmpty();
        while (!complete) {
            Node node = way.get(way.size() - 1);
            complete = lane.edges().stream()
                    .filter(edge -> edge.to().equals(node))
                    .map(Edge::from)
                    .filter(before -> known(columns, before) == known(columns, node) - 1)
                    .findFirst()
                    .map(way::add)
                    .isEmpty();
        }
        Collections.reverse(way);
        return way;
    }

    private static int rowBefore(Lane lane, Node node, Map<Node, Cell> cells) {
        return lane.edges().stream()
                .filter(edge -> edge.to().equals(node) && cells.containsKey(edge.from()))
                .mapToInt(edge -> known(cells, edge.from()).row())
                .max()
                .orElse(0);
    }

    /** Nodes of row 0 that edges jump to: each has a line of its own above the row. */
    private static List<Node> busTargets(Lane lane, Map<Node, Cell> cells) {
        Set<Node> targets = new LinkedHashSet<>();
        lane.edges().stream()
                .filter(edge -> jumps(edge, cells) && known(cells, edge.to()).row() == 0)
                .forEach(edge -> targets.add(edge.to()));
        return List.copyOf(targets);
    }
}
