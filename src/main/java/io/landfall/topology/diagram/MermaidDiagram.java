package io.landfall.topology.diagram;

import io.landfall.topology.diagram.Lane.Edge;
import io.landfall.topology.diagram.Lane.Node;
import io.landfall.topology.diagram.Lane.Store;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A topology as a Mermaid flowchart: a subgraph per sub-topology; a topic that several use is one node. */
final class MermaidDiagram {
    private final Set<String> drawn = new HashSet<>();
    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private final Map<String, String> ids = new LinkedHashMap<>();

    private MermaidDiagram() {}

    static String of(List<Lane> lanes) {
        MermaidDiagram diagram = new MermaidDiagram();
        diagram.topics(lanes);
        for (int i = 0; i < lanes.size(); i++) {
            diagram.lane(i, lanes.get(i));
        }
        // Lanes may share a source.
        lanes.stream().flatMap(lane -> lane.edges().stream()).distinct().forEach(diagram::edge);
        diagram.styles();
        return diagram.text.toString();
    }

    private void topics(List<Lane> lanes) {
        lanes.stream()
                .flatMap(lane -> lane.nodes().stream())
                .filter(Node::isTopic)
                .map(Node::name)
                .distinct()
                .forEach(topic ->
                        text.append("  %s([\"%s\"]):::topic\n".formatted(id("topic " + topic), quoted(topic))));
    }

    private void lane(int number, Lane lane) {
        text.append("  subgraph lane%d[\"%s\"]\n".formatted(number, quoted(lane.title())));
        for (Node node : lane.nodes()) {
            if (!node.isTopic() && drawn.add(node.id())) {
                String style = node.kind().name().toLowerCase(Locale.ROOT);
                text.append("    %s[\"%s\"]:::%s\n".formatted(id(node.id()), quoted(node.label()), style));
            }
        }
        for (Store store : lane.stores()) {
            String id = id("store " + store.name());
            text.append("    %s[(\"%s\")]:::store\n".formatted(id, quoted(store.label())));
            text.append("    %s -.- %s\n".formatted(id(store.user().id()), id));
        }
        text.append("  end\n");
    }

    private void edge(Edge edge) {
        text.append("  %s --> %s\n".formatted(id(edge.from()), id(edge.to())));
    }

    private void styles() {
        for (Palette palette : Palette.values()) {
            text.append("  classDef %s fill:%s,stroke:%s,color:%s\n"
                    .formatted(palette.name().toLowerCase(Locale.ROOT), palette.fill(), palette.stroke(), Palette.INK));
        }
    }

    private String id(Node node) {
        return id(node.isTopic() ? "topic " + node.name() : node.id());
    }

    private String id(String key) {
        return ids.computeIfAbsent(key, any -> "n" + ids.size());
    }

    private static String quoted(String label) {
        return label.replace("\"", "#quot;");
    }
}
