package io.landfall.topology.diagram;

import io.landfall.topology.diagram.Lane.Edge;
import io.landfall.topology.diagram.Lane.Kind;
import io.landfall.topology.diagram.Lane.Node;
import io.landfall.topology.diagram.Lane.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.GlobalStore;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** Reads Kafka Streams' description of a topology, in an order that depends on the topology alone. */
final class LaneReader {
    private final Map<String, TopologyDescription.Node> described = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private final String title;
    private final String last;

    private LaneReader(Collection<TopologyDescription.Node> members) {
        Set<String> names = names(members);
        Set<String> own =
                names(members.stream().filter(node -> !(node instanceof Source)).toList());
        title = commonPrefix(own.isEmpty() ? names : own);
        Map<String, TopologyDescription.Node> byName = new HashMap<>();
        members.forEach(node -> byName.put(node.name(), node));
        while (described.size() < byName.size()) {
            names.stream()
                    .filter(name -> !described.containsKey(name))
                    .filter(name -> Objects.requireNonNull(byName.get(name)).predecessors().stream()
                            .allMatch(before -> described.containsKey(before.name())))
                    .findFirst()
                    .ifPresent(name -> described.put(name, byName.get(name)));
        }
        last = endOfLongestWay();
    }

    /**
     * In the order of the sub-topologies' numbers, then the global stores. Tables of one topic share a source and so are one
     * sub-topology; they get a lane each, with the source in all of them.
     */
    static List<Lane> lanes(TopologyDescription description) {
        Stream<Collection<TopologyDescription.Node>> subtopologies = description.subtopologies().stream()
                .sorted(Comparator.comparingInt(Subtopology::id))
                .flatMap(subtopology -> withoutSharedSources(subtopology.nodes()).stream());
        Stream<Collection<TopologyDescription.Node>> globalStores = description.globalStores().stream()
                .sorted(Comparator.comparingInt(GlobalStore::id))
                .map(store -> List.of(store.source(), store.processor()));
        return Stream.concat(subtopologies, globalStores)
                .map(members -> new LaneReader(members).read())
                .toList();
    }

    /** The parts that only sources join, in the order of their names, each with the sources it reads. */
    private static Collection<Collection<TopologyDescription.Node>> withoutSharedSources(
            Collection<TopologyDescription.Node> nodes) {
        Map<String, Collection<TopologyDescription.Node>> partOf = new TreeMap<>();
        for (TopologyDescription.Node node : nodes) {
            Map<String, TopologyDescription.Node> part = new TreeMap<>();
            reach(node, part);
            String first = part.values().stream()
                    .filter(member -> !(member instanceof Source))
                    .map(TopologyDescription.Node::name)
                    .findFirst()
                    .orElse(node.name());
            if (!(node instanceof Source) || node.successors().isEmpty()) {
                partOf.putIfAbsent(first, part.values());
            }
        }
        return partOf.values();
    }

    private static void reach(TopologyDescription.Node node, Map<String, TopologyDescription.Node> part) {
        if (part.putIfAbsent(node.name(), node) == null && !(node instanceof Source)) {
            node.predecessors().forEach(before -> reach(before, part));
            node.successors().forEach(after -> reach(after, part));
        }
    }

    private Lane read() {
        described.values().forEach(node -> {
            if (node instanceof Source source) {
                for (String topic : topicsOf(source)) {
                    edges.add(new Edge(topic("from", topic), node(source)));
                }
            }
            // By name: Kafka's set of them is sorted by something that changes later, so it cannot be asked.
            Set<String> before = names(node.predecessors());
            described.values().stream()
                    .filter(other -> before.contains(other.name()))
                    .forEach(other -> edges.add(new Edge(node(other), node(node))));
            if (node instanceof Processor processor) {
                new TreeSet<>(processor.stores())
                        .forEach(store -> stores.add(new Store(store, label(store), node(node))));
            }
            if (node instanceof Sink sink) {
                edges.add(new Edge(node(sink), topic("to", sink.topic() == null ? "(by record)" : sink.topic())));
            }
        });
        return new Lane(title, List.copyOf(nodes.values()), List.copyOf(edges), List.copyOf(stores));
    }

    private static Set<String> names(Collection<TopologyDescription.Node> members) {
        return members.stream().map(TopologyDescription.Node::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private Node topic(String direction, String topic) {
        return nodes.computeIfAbsent(direction + " " + topic, id -> new Node(id, topic, topic, Kind.TOPIC));
    }

    private Node node(TopologyDescription.Node node) {
        return nodes.computeIfAbsent(
                node.name(),
                name -> new Node(name, name, node instanceof Source source ? label(source) : label(name), kind(node)));
    }

    private Kind kind(TopologyDescription.Node node) {
        if (node instanceof Source) {
            return Kind.SOURCE;
        }
        if (node instanceof Sink) {
            return Kind.SINK;
        }
        return node.name().equals(last) ? Kind.LAST : Kind.PROCESSOR;
    }

    private String endOfLongestWay() {
        Map<String, Integer> steps = new HashMap<>();
        String end = "";
        for (TopologyDescription.Node node : described.values()) {
            if (node instanceof Sink) {
                continue;
            }
            int longest = node.predecessors().stream()
                    .mapToInt(before -> steps.getOrDefault(before.name(), 0) + 1)
                    .max()
                    .orElse(0);
            steps.put(node.name(), longest);
            if (longest > steps.getOrDefault(end, 0)) {
                end = node.name();
            }
        }
        return end;
    }

    private String label(String name) {
        return without(title, name);
    }

    /** A source may be named after its topic. */
    private String label(Source source) {
        return topicsOf(source).stream()
                .map(topic -> without(topic, source.name()))
                .filter(label -> !label.equals(source.name()))
                .findFirst()
                .orElseGet(() -> label(source.name()));
    }

    private static String without(String prefix, String name) {
        return !prefix.isEmpty() && name.startsWith(prefix + "-") ? name.substring(prefix.length() + 1) : name;
    }

    /** What all names share up to a dash; empty if they share nothing. */
    private static String commonPrefix(Set<String> names) {
        String first = names.iterator().next();
        int end = first.lastIndexOf('-');
        while (end > 0) {
            String prefix = first.substring(0, end + 1);
            if (names.stream().allMatch(name -> name.startsWith(prefix))) {
                return first.substring(0, end);
            }
            end = first.lastIndexOf('-', end - 1);
        }
        return "";
    }

    private static Set<String> topicsOf(Source source) {
        return source.topicSet() == null ? Set.of(source.topicPattern().pattern()) : new TreeSet<>(source.topicSet());
    }
}
