package io.landfall.topology.diagram;

import io.landfall.topology.diagram.Lane.Node;
import io.landfall.topology.diagram.Lane.Store;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A topology as lines of text, with the full names of all nodes. */
final class TextDiagram {
    private TextDiagram() {}

    static String of(List<Lane> lanes) {
        return lanes.stream().map(TextDiagram::lane).collect(Collectors.joining("\n"));
    }

    private static String lane(Lane lane) {
        List<Node> nodes = lane.nodes().stream().filter(node -> !node.isTopic()).toList();
        int width = nodes.stream().mapToInt(node -> node.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(lane.title().isEmpty() ? "(no common name)" : lane.title()).append('\n');
        for (Node node : nodes) {
            text.append("  ")
                    .append(node.name())
                    .append(" ".repeat(width - node.name().length()));
            part(text, "reads", topics(lane, node, true));
            part(text, "keeps", lane.storesOf(node).stream().map(Store::name));
            part(
                    text,
                    "->",
                    lane.after(node).stream().filter(next -> !next.isTopic()).map(Node::name));
            part(text, "writes", topics(lane, node, false));
            text.append('\n');
        }
        return text.toString();
    }

    private static Stream<String> topics(Lane lane, Node node, boolean read) {
        return lane.edges().stream()
                .filter(edge -> node.equals(read ? edge.to() : edge.from()))
                .map(edge -> read ? edge.from() : edge.to())
                .filter(Node::isTopic)
                .map(Node::name);
    }

    private static void part(StringBuilder text, String verb, Stream<String> names) {
        String joined = names.collect(Collectors.joining(", "));
        if (!joined.isEmpty()) {
            text.append("  ").append(verb).append(' ').append(joined);
        }
    }
}
