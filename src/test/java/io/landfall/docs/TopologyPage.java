package io.landfall.docs;

import io.landfall.config.DedupeConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.topology.diagram.TopologyDiagram;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.streams.TopologyDescription;

/** The topology of the sample configuration, in pictures. */
final class TopologyPage {
    private static final String ABOUT =
            """
            # The topology

            What runs for [the sample configuration](../src/examples/orders/landfall.yaml), drawn from what Kafka Streams says
            about the real topology. For a configuration of your own:
            `landfall topology --config landfall.yaml --format svg` (or `text`, `mermaid`, `dot`).

            ![The topology](topology.svg)

            Each table has nodes of its own, one per [stage](stages.md). Dark arrows are the way of a record that lands. Light
            ones lead a record that ended early (a duplicate, a skipped tombstone, one for quarantine) straight to `land`, which
            accounts for every offset, so that the ledger of its segment balances. Red ones lead to the quarantine topic, which all
            tables share. A task is one partition of one topic; more instances or threads take over partitions.

            ## Tables

            """;

    private static final String INSTANCES =
            """

            Tables with a `roll_every` of their own run in a Kafka Streams instance of their own, since the commit interval is an
            instance's; all instances are in one process and share the memory budget. The picture draws them as one.

            ## As Mermaid

            """;

    private TopologyPage() {}

    static String of(LandfallConfig config, TopologyDescription topology) {
        StringBuilder page =
                new StringBuilder(ABOUT).append(Markdown.head("table", "topic", "dedupe", "tombstones", "rolls every"));
        for (TableConfig table : config.tables().values()) {
            Duration roll = table.landing().rollEvery().orElse(config.landing().rollEvery());
            page.append(Markdown.row(List.of(
                    Markdown.code(table.name()),
                    Markdown.code(table.source().topic()),
                    dedupe(table.dedupe()),
                    table.source().tombstones().name().toLowerCase(Locale.ROOT),
                    roll.toSeconds() + " s")));
        }
        return page.append(INSTANCES)
                .append("```mermaid\n")
                .append(TopologyDiagram.mermaid(topology).stripTrailing())
                .append("\n```\n\n## As text\n\n```\n")
                .append(TopologyDiagram.text(topology).stripTrailing())
                .append("\n```\n")
                .toString();
    }

    private static String dedupe(Optional<DedupeConfig> dedupe) {
        return dedupe.map(config ->
                        by(config.by()) + ", within " + config.within().toHours() + " h")
                .orElse("no");
    }

    private static String by(DedupeConfig.By by) {
        if (by instanceof DedupeConfig.By.Fields fields) {
            return "by " + String.join(", ", fields.names());
        }
        return by instanceof DedupeConfig.By.Key ? "by key" : "by content";
    }
}
