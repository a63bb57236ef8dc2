package io.landfall.cli;

import io.landfall.config.LandfallConfig;
import io.landfall.config.LandingRoot;
import io.landfall.config.TableConfig;
import io.landfall.databricks.WarehouseBronze;
import io.landfall.kafka.Cluster;
import io.landfall.kafka.KafkaMessages;
import io.landfall.landing.store.ObjectStore;
import io.landfall.reconcile.BronzeSource;
import io.landfall.reconcile.ClusterOffsets;
import io.landfall.reconcile.DeltaBronze;
import io.landfall.reconcile.ReconcileException;
import io.landfall.reconcile.Reconciliation;
import io.landfall.reconcile.Report;
import io.landfall.reconcile.ReportJson;
import io.landfall.reconcile.ReportText;
import io.landfall.secret.SecretResolver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code landfall reconcile}: proves that topic, segments and bronze agree, or names where they do not. */
@Command(
        name = "reconcile",
        description = {
            "Compares what Kafka has, what the group committed, what landed, and what bronze holds of it.",
            "It only reads, and may run while the service does.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall reconcile --config landfall.yaml --env production",
            "  landfall reconcile --config landfall.yaml --env production --table bz_orders --json > report.json",
            "  landfall reconcile --config landfall.yaml --env production --warehouse-id 1234567890abcdef",
            "  landfall reconcile --config landfall.yaml --bronze s3://acme-lake/warehouse --complete",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:clean",
            "1:something is wrong, or could not be checked",
            "2:bad usage, or a configuration that cannot be used"
        })
final class ReconcileCommand implements Callable<Integer> {
    private static final Duration KAFKA_TIMEOUT = Duration.ofMinutes(2);

    @Mixin
    private ConfigOptions options;

    @Option(
            names = {"-t", "--table"},
            paramLabel = "TABLE",
            description = "Only this table; may be repeated.")
    private List<String> tables = new ArrayList<>();

    @CommandLine.ArgGroup
    private Bronze bronze = new Bronze();

    /** Where to look for bronze tables: in one place at the most. */
    private static final class Bronze {
        @Option(
                names = "--bronze",
                paramLabel = "LOCATION",
                description =
                        "Compares with the Delta tables below this folder or s3:// location: the bronze job's --warehouse.")
        private Optional<String> location = Optional.empty();

        @Option(
                names = "--warehouse-id",
                paramLabel = "ID",
                description = "Compares with Unity Catalog's tables, through this Databricks SQL warehouse.")
        private Optional<String> warehouse = Optional.empty();
    }

    @Option(
            names = "--trimmed",
            description =
                    "Old segments may be gone: a lifecycle rule removes them, or a table began where its group was.")
    private boolean trimmed;

    @Option(names = "--complete", description = "All that landed has to be in bronze, even if it is not time yet.")
    private boolean complete;

    @Option(names = "--json", description = "Prints the report as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        LandfallConfig config = options.load();
        List<TableConfig> asked = asked(config);
        Connections connections = Connections.of(options.file(), config, SecretResolver.standard());
        Report report = check(config, connections, asked);
        spec.commandLine().getOut().println((json ? ReportJson.of(report) : ReportText.of(report)).stripTrailing());
        spec.commandLine().getOut().flush();
        return report.isClean() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Report check(LandfallConfig config, Connections connections, List<TableConfig> asked) {
        Optional<URI> location = bronze.location.map(this::located);
        try (Cluster kafka = cluster(connections);
                ObjectStore landing = connections.landingArea();
                ObjectStore warehouse = location.map(connections::store).orElse(null)) {
            Reconciliation.Sources ports = new Reconciliation.Sources(
                    new ClusterOffsets(kafka),
                    landing,
                    bronze(config, Optional.ofNullable(warehouse)),
                    Clock.systemUTC(),
                    this::progress);
            return new Reconciliation(config, ports, new Reconciliation.Options(trimmed, complete)).check(asked);
        }
    }

    private List<TableConfig> asked(LandfallConfig config) {
        for (String table : tables) {
            if (!config.tables().containsKey(table)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "no table " + table + " in the configuration; it has "
                                + String.join(", ", config.tables().keySet()));
            }
        }
        return config.tables().values().stream()
                .filter(table -> tables.isEmpty() || tables.contains(table.name()))
                .toList();
    }

    @SuppressWarnings("UnusedException") // Kafka's quotes the value
    private static Cluster cluster(Connections connections) {
        try {
            return Cluster.connect(connections.kafka(), KAFKA_TIMEOUT);
        } catch (KafkaException e) {
            throw new ReconcileException(KafkaMessages.refused("kafka.bootstrap_servers and kafka.properties", e));
        }
    }

    private Optional<BronzeSource> bronze(LandfallConfig config, Optional<ObjectStore> warehouse) {
        String schema = config.bronze().schema();
        if (bronze.warehouse.isPresent()) {
            String id = bronze.warehouse.get();
            return Optional.of(WarehouseBronze.standard(id, config.bronze().catalog(), schema));
        }
        return warehouse.map(store -> new DeltaBronze(store, schema));
    }

    /** The folder that {@code --bronze} names, as a URI. */
    private URI located(String location) {
        String root = location.contains("://") || location.startsWith("file:/")
                ? location.replaceFirst("^file:/+", "file:///")
                : "file://"
                        + Path.of(location).toAbsolutePath().normalize().toUri().getRawPath();
        if (LandingRoot.wrong(root).isPresent()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--bronze takes a folder, or s3://bucket/prefix");
        }
        return URI.create(root);
    }

    private void progress(String table, long objects) {
        spec.commandLine().getErr().printf("%s: %,d objects checked%n", table, objects);
        spec.commandLine().getErr().flush();
    }
}
