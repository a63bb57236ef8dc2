package io.landfall.bronze.plan;

import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.config.BatchConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.PrivacyRule;
import io.landfall.config.ReferencePlace;
import io.landfall.config.TableConfig;
import io.landfall.record.MetadataColumns;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns configuration and command line into what is to be done per table. */
public final class JobPlan {
    /** The one catalog that plain Spark has. */
    public static final String SPARK_CATALOG = "spark_catalog";

    private static final Set<String> OWN_COLUMNS = Stream.concat(
                    MetadataColumns.BY_SERVICE.stream(), MetadataColumns.BY_BRONZE.stream())
            .map(MetadataColumns.Definition::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9]*:/");

    private final LandfallConfig config;
    private final BronzeOptions options;
    private final String root;
    private final String checkpoints;
    private final String catalog;
    private final Optional<Warehouse> warehouse;

    private JobPlan(LandfallConfig config, BronzeOptions options, BronzeReferences references) {
        this.config = config;
        this.options = options;
        this.root =
                folder(options.landingRoot().orElseGet(() -> references.resolve(ReferencePlace.LANDING_ROOT, config)));
        this.checkpoints = folder(
                options.checkpoints().orElseGet(() -> references.resolve(ReferencePlace.BRONZE_CHECKPOINTS, config)));
        this.catalog = options.catalog().orElse(config.bronze().catalog());
        this.warehouse = options.warehouse()
                .map(this::folder)
                .map(at -> new Warehouse(at, config.bronze().schema()));
    }

    /**
     * One plan per table that is asked for, in the file's order.
     *
     * @throws BronzeException if the options do not fit the configuration
     */
    public static List<TablePlan> of(LandfallConfig config, BronzeOptions options, BronzeReferences references) {
        for (String table : options.tables()) {
            if (!config.tables().containsKey(table)) {
                throw new BronzeException("no table " + table + " in the configuration; it has "
                        + String.join(", ", config.tables().keySet()));
            }
        }
        JobPlan plan = new JobPlan(config, options, references);
        if (options.onPlainSpark() && !plan.catalog.equals(SPARK_CATALOG)) {
            throw new BronzeException(
                    "plain Spark has no catalog " + plan.catalog + "; use --catalog " + SPARK_CATALOG);
        }
        if (options.source() == Kind.PARQUET && plan.warehouse.isEmpty()) {
            throw new BronzeException("--warehouse is needed: the folder below which plain Spark keeps its tables");
        }
        if (options.source() == Kind.LISTING && !options.onPlainSpark() && !plan.root.startsWith("/")) {
            throw new BronzeException("without a stream, segments are read as files that this machine sees: give"
                    + " --landing-root /Volumes/…, not " + plan.root);
        }
        return config.tables().values().stream()
                .filter(t -> options.tables().isEmpty() || options.tables().contains(t.name()))
                .map(plan::table)
                .toList();
    }

    private TablePlan table(TableConfig table) {
        Map<String, String> properties = new TreeMap<>(TableProperties.RETENTION);
        properties.putAll(TableProperties.ALWAYS);
        properties.put("landfall.application", config.application());
        properties.put("landfall.topic", table.source().topic());
        table.bronze().retention().ifPresent(period -> properties.put("landfall.retention", period.toString()));
        return new TablePlan(
                new TableName(catalog, config.bronze().schema(), table.name()),
                root + table.name() + "/",
                checkpoints + table.name(),
                table.bronze().clusterBy(),
                properties,
                tags(table),
                table.bronze()
                        .retention()
                        .map(period -> new Retention(period, table.source().eventTime())),
                fieldRetention(table),
                table.bronze().compliance(),
                warehouse.map(w -> w.location(table.name())),
                new BatchConfig(
                        options.maxFiles().orElse(table.bronze().batch().files()),
                        table.bronze().batch().bytes()));
    }

    /** Of fields; where privacy makes two columns of one, of both, unless the second has a period itself. */
    private static List<FieldRetention> fieldRetention(TableConfig table) {
        Map<String, Period> columns = new LinkedHashMap<>(table.bronze().fieldRetention());
        table.bronze().fieldRetention().forEach((field, period) -> {
            if (isPair(table, field)) {
                columns.putIfAbsent(field + PrivacyRule.TokenizeAndEncrypt.SUFFIX, period);
            }
        });
        return columns.entrySet().stream()
                .map(field -> {
                    String column = field.getKey().split("\\.", 2)[0].toLowerCase(Locale.ROOT);
                    if (OWN_COLUMNS.contains(column)) {
                        throw new BronzeException(table.name() + ": field_retention names " + field.getKey()
                                + ", which is a column of Landfall's own");
                    }
                    return new FieldRetention(
                            field.getKey(),
                            new Retention(field.getValue(), table.source().eventTime()));
                })
                .toList();
    }

    /** Spark finds columns in any case. */
    private static boolean isPair(TableConfig table, String field) {
        return table.privacy().rules().entrySet().stream()
                .anyMatch(rule -> rule.getKey().equalsIgnoreCase(field)
                        && rule.getValue() instanceof PrivacyRule.TokenizeAndEncrypt);
    }

    /** Unity Catalog has tags, Spark's own catalog none. */
    private Map<String, String> tags(TableConfig table) {
        if (options.source() != Kind.AUTO_LOADER && catalog.equals(SPARK_CATALOG)) {
            return Map.of();
        }
        Map<String, String> tags = new TreeMap<>();
        tags.put("landfall_application", config.application());
        tags.put("landfall_source_system", config.sourceSystem());
        table.bronze().retention().ifPresent(period -> tags.put("landfall_retention", period.toString()));
        return tags;
    }

    private String folder(String configured) {
        if (options.onPlainSpark()) {
            return located(configured);
        }
        return configured.endsWith("/") ? configured : configured + "/";
    }

    /** What a URI names, or, where it is none, what stands there. */
    private static String fileOf(String configured) {
        try {
            URI uri = new URI(configured);
            if (uri.getRawAuthority() != null) {
                throw new BronzeException(configured + " names a host: write file:///folder");
            }
            if (uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri.getPath();
            }
        } catch (URISyntaxException asItStands) {
            // Somebody wrote a path.
        }
        return configured.replaceFirst("^file:/+", "/");
    }

    /**
     * A folder as plain Spark takes it, with a slash at its end: Databricks reads s3://, the S3 client of plain Spark calls
     * itself s3a://. Paths without a scheme become absolute, or Spark's catalog would look for them in a place of its own.
     * Spark takes a path as it is, after {@code file://} as well: one that is a URI, with its escapes, becomes what it names.
     */
    public static String located(String configured) {
        String path = configured;
        if (configured.startsWith("s3://")) {
            path = "s3a://" + configured.substring("s3://".length());
        } else if (configured.startsWith("file:/")) {
            path = "file://" + fileOf(configured);
        } else if (!SCHEME.matcher(path).lookingAt()) {
            path = "file://" + Path.of(path).toAbsolutePath().normalize();
        }
        return path.endsWith("/") ? path : path + "/";
    }
}
