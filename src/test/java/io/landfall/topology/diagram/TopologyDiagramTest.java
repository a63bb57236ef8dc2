package io.landfall.topology.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TopologyDiagramTest {
    private static final List<String> STAGES = List.of("decode", "dedupe", "score", "protect", "enrich", "land");

    @Test
    void shouldTellInTextWhatEachNodeReadsKeepsAndLeadsTo() {
        assertThat(TopologyDiagram.text(table(new Topology(), "bz_orders").describe()))
                .isEqualTo(
                        """
                bz_orders
                  inventory.orders-source  reads inventory.orders  -> bz_orders-decode
                  bz_orders-decode         -> bz_orders-dedupe, bz_orders-land, bz_orders-quarantine
                  bz_orders-dedupe         keeps bz_orders-dedupe-store  -> bz_orders-score, bz_orders-land
                  bz_orders-score          -> bz_orders-protect, bz_orders-land, bz_orders-quarantine
                  bz_orders-protect        -> bz_orders-enrich
                  bz_orders-enrich         -> bz_orders-land
                  bz_orders-land           -> bz_orders-quarantine
                  bz_orders-quarantine     writes inventory.quarantine
                """);
    }

    @Test
    void shouldDrawEachTableAndShareTheQuarantineTopicInMermaid() {
        String mermaid = TopologyDiagram.mermaid(twoTables().describe());

        assertThat(mermaid)
                .startsWith("flowchart LR\n")
                .contains("subgraph lane0[\"bz_customers\"]", "subgraph lane1[\"bz_orders\"]")
                .contains("[(\"dedupe-store\")]:::store")
                .containsOnlyOnce("inventory.quarantine")
                .doesNotContain("[\"source\"]:::processor");
        assertThat(mermaid.lines().filter(line -> line.contains(" --> "))).hasSize(2 * 14);
    }

    @Test
    void shouldDrawEachTableAndShareTheQuarantineTopicInDot() {
        String dot = TopologyDiagram.dot(twoTables().describe());

        assertThat(dot)
                .startsWith("digraph topology {\n")
                .contains("label=\"bz_orders\"", "\"bz_orders-decode\" -> \"bz_orders-dedupe\"\n")
                .containsOnlyOnce("\"topic inventory.quarantine\" [")
                .endsWith("}\n");
    }

    @Test
    void shouldDrawEachNodeTopicAndStoreOnce() throws Exception {
        List<String> tips = new ArrayList<>();
        NodeList titles = parse(TopologyDiagram.svg(twoTables().describe())).getElementsByTagName("title");
        for (int i = 0; i < titles.getLength(); i++) {
            tips.add(titles.item(i).getTextContent());
        }

        for (String table : List.of("bz_orders", "bz_customers")) {
            STAGES.forEach(stage -> assertThat(tips).containsOnlyOnce(table + "-" + stage));
            assertThat(tips).containsOnlyOnce(table + "-quarantine", table + "-dedupe-store");
        }
        assertThat(tips).containsOnlyOnce("inventory.orders-source", "inventory.customers-source");
        assertThat(tips).contains("topic inventory.orders", "topic inventory.customers", "topic inventory.quarantine");
    }

    @Test
    void shouldDrawBoxesThatDoNotOverlapInsideThePicture() throws Exception {
        Document svg = parse(TopologyDiagram.svg(twoTables().describe()));
        int width = number(svg.getDocumentElement(), "width");
        int height = number(svg.getDocumentElement(), "height");
        Set<List<Integer>> cells = new HashSet<>();
        List<int[]> boxes = new ArrayList<>();
        NodeList groups = svg.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            NodeList rects = ((Element) groups.item(i)).getElementsByTagName("rect");
            if (rects.getLength() == 1) {
                Element rect = (Element) rects.item(0);
                int x = number(rect, "x");
                int y = number(rect, "y");
                int[] box = {x, y, x + number(rect, "width"), y + number(rect, "height")};
                assertThat(box[2]).isLessThan(width);
                assertThat(box[3]).isLessThan(height);
                assertThat(boxes)
                        .noneMatch(other ->
                                box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
                boxes.add(box);
                cells.add(List.of(x, y));
            }
        }
        assertThat(cells).hasSizeGreaterThan(20);
    }

    @Test
    void shouldMakeRoomBelowStoresOnlyWhereSomethingWouldMeetThem() throws Exception {
        Topology fromDecode = table(new Topology().addSource("in", "a"), "bz_a", "in", List.of("decode"));
        Topology fromLand = table(new Topology().addSource("in", "a"), "bz_a", "in", List.of("land"));

        assertThat(height(fromLand)).isLessThan(height(fromDecode));
    }

    private static int height(Topology topology) throws Exception {
        return number(parse(TopologyDiagram.svg(topology.describe())).getDocumentElement(), "height");
    }

    @Test
    void shouldDrawALaneForEachOfTheTablesThatShareATopic() {
        Topology topology = table(table(new Topology(), "bz_orders"), "bz_orders_by_day", "inventory.orders-source");

        assertThat(TopologyDiagram.text(topology.describe()))
                .containsSubsequence(
                        "bz_orders\n", "-> bz_orders-decode", "bz_orders_by_day\n", "-> bz_orders_by_day-decode");
        assertThat(TopologyDiagram.mermaid(topology.describe()))
                .containsOnlyOnce("[\"source\"]:::source")
                .contains("[\"bz_orders\"]", "[\"bz_orders_by_day\"]");
        assertThat(TopologyDiagram.mermaid(topology.describe()).lines().filter(line -> line.contains(" --> ")))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveTheSameCharactersForTheSameTopology() {
        Topology once = table(table(new Topology(), "bz_orders"), "bz_customers");
        Topology again = table(table(new Topology(), "bz_orders"), "bz_customers");

        assertThat(TopologyDiagram.svg(once.describe())).isEqualTo(TopologyDiagram.svg(again.describe()));
        assertThat(TopologyDiagram.mermaid(once.describe())).isEqualTo(TopologyDiagram.mermaid(again.describe()));
    }

    @Test
    void shouldDrawWhatHasNoStages() throws Exception {
        Topology copy = new Topology();
        copy.addSource("in", "a.b", "c").addSink("<out> & \"end\"", "d", "in");

        assertThat(TopologyDiagram.text(copy.describe())).contains("reads a.b, c  -> <out> & \"end\"\n", "writes d\n");
        assertThat(parse(TopologyDiagram.svg(copy.describe()))
                        .getElementsByTagName("g")
                        .getLength())
                .isEqualTo(5 + 6);
        assertThat(TopologyDiagram.svg(new Topology().describe())).startsWith("<svg");
    }

    private static Topology twoTables() {
        return table(table(new Topology(), "bz_customers"), "bz_orders");
    }

    /** The names and the edges of a table's real sub-topology. */
    private static Topology table(Topology topology, String table) {
        String topic = "inventory." + table.substring(3);
        return table(topology.addSource(topic + "-source", topic), table, topic + "-source");
    }

    private static Topology table(Topology topology, String table, String source) {
        return table(topology, table, source, List.of("decode", "score", "land"));
    }

    private static Topology table(Topology topology, String table, String source, List<String> exits) {
        String before = source;
        for (String stage : STAGES) {
            String name = table + "-" + stage;
            topology.addProcessor(name, passing(), parents(table, stage, before));
            before = name;
        }
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(table + "-dedupe-store"), Serdes.Bytes(), Serdes.Bytes()),
                table + "-dedupe");
        return topology.addSink(table + "-quarantine", "inventory.quarantine", exits(table, exits));
    }

    private static String[] exits(String table, List<String> stages) {
        return stages.stream().map(stage -> table + "-" + stage).toArray(String[]::new);
    }

    private static String[] parents(String table, String stage, String before) {
        return stage.equals("land")
                ? new String[] {before, table + "-decode", table + "-dedupe", table + "-score"}
                : new String[] {before};
    }

    private static ProcessorSupplier<Object, Object, Object, Object> passing() {
        return () -> new Processor<>() {
            @Override
            public void process(Record<Object, Object> ignored) {}
        };
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(new InputSource(new StringReader(svg)));
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }
}
