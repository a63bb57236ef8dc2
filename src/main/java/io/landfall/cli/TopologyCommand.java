package io.landfall.cli;

import io.landfall.config.LandfallConfig;
import io.landfall.topology.TopologyPreview;
import io.landfall.topology.diagram.TopologyDiagram;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.TopologyDescription;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code landfall topology}: prints the topology of a configuration, without connecting to anything. */
@Command(
        name = "topology",
        description = {"Prints the topology that a configuration makes, without connecting to anything.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall topology --config landfall.yaml --env production",
            "  landfall topology --config landfall.yaml --env production --format svg > topology.svg",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:failure", "2:bad usage, or a configuration that cannot be used"})
final class TopologyCommand implements Callable<Integer> {
    /** How to print it. */
    enum Format {
        TEXT,
        MERMAID,
        DOT,
        SVG
    }

    @Mixin
    private ConfigOptions options;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "TEXT",
            description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        LandfallConfig config = options.load();
        TopologyDescription topology = TopologyPreview.of(config);
        String text =
                switch (format) {
                    case TEXT -> TopologyDiagram.text(topology);
                    case MERMAID -> TopologyDiagram.mermaid(topology);
                    case DOT -> TopologyDiagram.dot(topology);
                    case SVG -> TopologyDiagram.svg(topology);
                };
        spec.commandLine().getOut().println(text.stripTrailing());
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
