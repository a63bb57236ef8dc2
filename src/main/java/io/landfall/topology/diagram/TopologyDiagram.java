package io.landfall.topology.diagram;

import java.util.List;
import org.apache.kafka.streams.TopologyDescription;

/**
 * A topology as people read it, made from what Kafka Streams says about it, so that no picture can differ from what runs.
 * The same topology always gives the same characters.
 */
public final class TopologyDiagram {
    private TopologyDiagram() {}

    /** Lines of text: per sub-topology its nodes, what each reads, keeps and writes, and where it leads. */
    public static String text(TopologyDescription topology) {
        return TextDiagram.of(lanes(topology));
    }

    /** A Mermaid flowchart. */
    public static String mermaid(TopologyDescription topology) {
        return MermaidDiagram.of(lanes(topology));
    }

    /** A Graphviz digraph. */
    public static String dot(TopologyDescription topology) {
        return DotDiagram.of(lanes(topology));
    }

    /** A picture: a lane per sub-topology, from left to right, side exits below. */
    public static String svg(TopologyDescription topology) {
        return SvgDiagram.of(lanes(topology));
    }

    private static List<Lane> lanes(TopologyDescription topology) {
        return LaneReader.lanes(topology);
    }
}
