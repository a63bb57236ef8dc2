package io.landfall.topology.diagram;

import java.util.List;

/**
 * One sub-topology as a graph for people: Kafka Streams' nodes, and the topics and stores they use.
 *
 * @param title what the names of its nodes begin with: the table
 * @param nodes each after those that lead to it
 */
record Lane(String title, List<Node> nodes, List<Edge> edges, List<Store> stores) {

    enum Kind {
        TOPIC,
        SOURCE,
        PROCESSOR,
        /** The processor that the longest way leads to. */
        LAST,
        SINK
    }

    /**
     * @param id unique in the lane
     * @param name the topic's or the node's
     * @param label the name without the lane's title
     */
    record Node(String id, String name, String label, Kind kind) {
        boolean isTopic() {
            return kind == Kind.TOPIC;
        }
    }

    record Edge(Node from, Node to) {}

    record Store(String name, String label, Node user) {}

    List<Node> after(Node node) {
        return edges.stream()
                .filter(edge -> edge.from().equals(node))
                .map(Edge::to)
                .toList();
    }

    List<Store> storesOf(Node node) {
        return stores.stream().filter(store -> store.user().equals(node)).toList();
    }
}
