package io.landfall.topology.diagram;

import io.landfall.topology.diagram.Lane.Edge;
import io.landfall.topology.diagram.Lane.Kind;
import io.landfall.topology.diagram.Lane.Node;
import io.landfall.topology.diagram.Lane.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A topology as a Graphviz digraph: a cluster per sub-topology; a topic that several use is one node. */
final class DotDiagram {
    private final Set<String> drawn = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    private DotDiagram() {}

    static String of(List<Lane> lanes) {
        DotDiagram diagram = new DotDiagram();
        diagram.text.append(
                """
                digraph topology {
                  graph [rankdir=LR fontname="Helvetica" style="rounded,filled" color="#e2e8f0" fillcolor="#f8fafc"]
                  node [shape=box style="filled,rounded" fontname="Helvetica" fontsize=11]
                  edge [color="#64748b"]
                """);
        for (int i = 0; i < lanes.size(); i++) {
            diagram.lane(i, lanes.get(i));
        }
        lanes.stream()
                .flatMap(lane -> lane.nodes().stream())
                .filter(Node::isTopic)
                .map(Node::name)
                .distinct()
                .forEach(topic -> diagram.node("  ", topicId(topic), topic, "cds", Palette.TOPIC));
        // Lanes may share a source.
        lanes.stream().flatMap(lane -> lane.edges().stream()).distinct().forEach(diagram::edge);
        return diagram.text.append("}\n").toString();
    }

    private void lane(int number, Lane lane) {
        text.append("  subgraph cluster_%d {\n    label=%s\n".formatted(number, quoted(lane.title())));
        for (Node node : lane.nodes()) {
            if (!node.isTopic() && drawn.add(node.id())) {
                node("    ", node.id(), node.label(), "box", Palette.of(node.kind()));
            }
        }
        for (Store store : lane.stores()) {
            node("    ", "store " + store.name(), store.label(), "cylinder", Palette.STORE);
            text.append("    %s -> %s [dir=none style=dashed]\n"
                    .formatted(quoted(store.user().id()), quoted("store " + store.name())));
        }
        text.append("  }\n");
    }

    private void node(String indent, String id, String label, String shape, Palette palette) {
        text.append("%s%s [label=%s shape=%s fillcolor=\"%s\" color=\"%s\"]\n"
                .formatted(indent, quoted(id), quoted(label), shape, palette.fill(), palette.stroke()));
    }

    private void edge(Edge edge) {
        text.append("  %s -> %s\n".formatted(quoted(id(edge.from())), quoted(id(edge.to()))));
    }

    private static String id(Node node) {
        return node.kind() == Kind.TOPIC ? topicId(node.name()) : node.id();
    }

    private static String topicId(String topic) {
        return "topic " + topic;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
