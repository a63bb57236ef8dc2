package io.landfall.docs;

import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.decode.TypeMatrix;
import io.landfall.topology.TopologyPreview;
import io.landfall.topology.diagram.TopologyDiagram;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.TopologyDescription;

/** The files of {@code topology-docs} that are made of the code: never edited by hand. */
final class GeneratedDocs {
    /** Where they are, and the hand-written ones too. */
    static final Path FOLDER = Path.of("topology-docs");

    static final Path SCHEMA = Path.of("src/main/resources/landfall.schema.json");

    private static final Path SAMPLE = Path.of("src/examples/orders/landfall.yaml");

    private GeneratedDocs() {}

    /** File name to what it should hold; the same characters each time. */
    static Map<String, String> files() {
        LandfallConfig config = sample();
        TopologyDescription topology = TopologyPreview.of(config);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("topology.md", TopologyPage.of(config, topology));
        files.put("topology.svg", TopologyDiagram.svg(topology));
        files.put("type-matrix.md", TypeMatrix.markdown());
        files.put("configuration.md", ConfigurationPage.read(SCHEMA));
        files.put("columns.md", ColumnsPage.of(config));
        files.put("doctor.md", DoctorPage.of());
        files.put("metrics.md", MetricsPage.of("bz_orders"));
        files.put("proofs.md", ProofsPage.of());
        return files;
    }

    static LandfallConfig sample() {
        return ConfigLoader.load(SAMPLE, Optional.of("production"));
    }
}
