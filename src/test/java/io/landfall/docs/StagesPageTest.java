package io.landfall.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.landfall.config.yaml.ConfigLoader;
import io.landfall.quality.Dimension;
import io.landfall.record.QuarantineReason;
import io.landfall.topology.TopologyPreview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StagesPageTest {
    private static final Path PAGE = GeneratedDocs.FOLDER.resolve("stages.md");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

    /** What a snippet is laid over. */
    private static final String REST =
            """
            application: inventory
            source_system: PostgreSQL
            kafka: { bootstrap_servers: kafka:9092 }
            schema_registry: { url: http://registry:8081 }
            landing: { root: s3://landing/landfall }
            tables:
              bz_orders: { topic: orders }
            environments:
              snippet:
            """;

    @TempDir
    Path folder;

    static List<String> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(PAGE))
                .results()
                .map(snippet -> snippet.group(1))
                .toList();
    }

    static Set<String> nodes() {
        Set<String> nodes = new TreeSet<>();
        for (TopologyDescription.Subtopology part :
                TopologyPreview.of(GeneratedDocs.sample()).subtopologies()) {
            part.nodes().stream()
                    .filter(node -> !(node instanceof TopologyDescription.Source))
                    .forEach(node -> nodes.add(node.name().substring(node.name().lastIndexOf('-') + 1)));
        }
        return nodes;
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void shouldShowConfigurationThatLoads(String snippet) throws IOException {
        Path file = folder.resolve("landfall.yaml");
        Files.writeString(file, REST + snippet.indent(4));

        assertThatNoException().isThrownBy(() -> ConfigLoader.load(file, Optional.of("snippet")));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void shouldHaveASectionPerNodeOfTheTopology(String stage) throws IOException {
        assertThat(Files.readAllLines(PAGE)).contains("## " + stage);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameEachReasonForQuarantine(QuarantineReason reason) throws IOException {
        assertThat(Files.readString(PAGE)).contains("`" + reason + "`");
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameEachDimensionOfQualityWithItsWeight(Dimension dimension) throws IOException {
        String name = dimension.name().toLowerCase(Locale.ROOT).replace('_', ' ');

        assertThat(Files.readString(PAGE)).contains("| " + name + " | " + dimension.weight() + " |");
    }

    @Test
    void shouldShowConfigurationOfEachStageThatHasAny() throws IOException {
        assertThat(snippets()).hasSizeGreaterThanOrEqualTo(6);
    }
}
