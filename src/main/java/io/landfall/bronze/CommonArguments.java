package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that all programs on the configured tables take. */
final class CommonArguments {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "landfall.yaml.")
    private Path config;

    @Option(names = "--env", paramLabel = "ENV", description = "The environment of the file to merge over the rest.")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--table", arity = "1..*", paramLabel = "TABLE", description = "Only these tables.")
    private List<String> tables = List.of();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            converter = KindConverter.class,
            description = {
                "Reads segments with auto-loader, parquet or listing.",
                "Default: auto-loader on Databricks, else parquet. On serverless compute: listing."
            })
    private Optional<Kind> source = Optional.empty();

    @Option(
            names = "--landing-root",
            paramLabel = "ROOT",
            description = "Instead of landing.root: a volume's path, say.")
    private Optional<String> landingRoot = Optional.empty();

    @Option(names = "--checkpoints", paramLabel = "FOLDER", description = "Instead of bronze.checkpoints.")
    private Optional<String> checkpoints = Optional.empty();

    @Option(names = "--catalog", paramLabel = "NAME", description = "Instead of bronze.catalog.")
    private Optional<String> catalog = Optional.empty();

    @Option(
            names = "--warehouse",
            paramLabel = "FOLDER",
            description = "Plain Spark only, where it is needed: the folder of the tables.")
    private Optional<String> warehouse = Optional.empty();

    @Option(names = "--job-id", paramLabel = "ID", description = "The job's id in the audit log.")
    private Optional<String> jobId = Optional.empty();

    @Option(
            names = "--spark-conf",
            arity = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Settings of the Spark session.")
    private List<String> sparkConf = List.of();

    @Option(
            names = "--explain",
            order = ArgumentParser.LAST,
            description = "Prints what would be done, and does nothing.")
    private boolean explain;

    /** With what not all programs take. */
    BronzeOptions options(
            Mode mode, Duration interval, Optional<Integer> maxFiles, boolean ledgerOnly, boolean onDatabricks) {
        return new BronzeOptions(
                config,
                environment,
                tables,
                mode,
                interval,
                source.orElse(onDatabricks ? Kind.AUTO_LOADER : Kind.PARQUET),
                landingRoot,
                checkpoints,
                catalog,
                warehouse,
                maxFiles,
                jobId,
                settings(sparkConf),
                ledgerOnly,
                explain);
    }

    private static Map<String, String> settings(List<String> texts) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                // Not the setting itself: it may be a secret that lost its name.
                throw new BronzeException("--spark-conf takes key=value");
            }
            settings.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return settings;
    }

    private static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String text) {
            return switch (text) {
                case "auto-loader" -> Kind.AUTO_LOADER;
                case "parquet" -> Kind.PARQUET;
                case "listing" -> Kind.LISTING;
                default -> throw new BronzeException("--source is auto-loader, parquet or listing, not " + text);
            };
        }
    }
}
