package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Kind;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.config.BatchConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the command line of a program.
 *
 * @param usage the program's
 * @param more options with one value, beside those that all programs take
 * @param flags options without a value
 */
public record BronzeArguments(String usage, Set<String> more, Set<String> flags) {
    private static final String EXPLAIN = "--explain";
    private static final String LEDGER = "--ledger";

    public static final BronzeArguments INGEST = new BronzeArguments(
            """
            usage: BronzeJob --config FILE [--env ENV] [--table TABLE …] [--trigger available-now|continuous]
                             [--interval 2s] [--source auto-loader|parquet|listing]
                             [--landing-root ROOT] [--checkpoints FOLDER] [--catalog NAME] [--warehouse FOLDER] [--max-files N]
                             [--job-id ID] [--spark-conf key=value …] [--explain]""",
            Set.of("--trigger", "--interval", "--max-files"),
            Set.of(EXPLAIN));

    public static final BronzeArguments MAINTENANCE = new BronzeArguments(
            """
            usage: MaintenanceJob --config FILE [--env ENV] [--table TABLE …] [--source auto-loader|parquet|listing]
                                  [--landing-root ROOT] [--checkpoints FOLDER] [--catalog NAME]
                                  [--warehouse FOLDER] [--job-id ID] [--spark-conf key=value …] [--ledger] [--explain]""",
            Set.of(),
            Set.of(LEDGER, EXPLAIN));

    private static final Set<String> SINGLE = Set.of(
            "--config", "--env", "--source", "--landing-root", "--checkpoints", "--catalog", "--warehouse", "--job-id");
    private static final Set<String> MANY = Set.of("--table", "--spark-conf");
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");

    /**
     * Reads a command line.
     *
     * @param onDatabricks decides the default source
     * @throws BronzeException if it is not valid, naming the option
     */
    public BronzeOptions parse(String[] args, boolean onDatabricks) {
        Set<String> single = new HashSet<>(SINGLE);
        single.addAll(more);
        Arguments arguments = new Arguments(args, single, MANY, flags);
        if (!arguments.words().isEmpty()) {
            throw new BronzeException("unexpected: " + arguments.words().get(0));
        }
        return new BronzeOptions(
                Path.of(arguments.need("--config")),
                arguments.one("--env"),
                arguments.many("--table"),
                mode(arguments.one("--trigger").orElse("available-now")),
                duration(arguments.one("--interval").orElse("2s")),
                kind(arguments.one("--source").orElse(onDatabricks ? "auto-loader" : "parquet")),
                arguments.one("--landing-root"),
                arguments.one("--checkpoints"),
                arguments.one("--catalog"),
                arguments.one("--warehouse"),
                arguments.one("--max-files").map(BronzeArguments::maxFiles),
                arguments.one("--job-id"),
                sparkConf(arguments.many("--spark-conf")),
                arguments.flag(LEDGER),
                arguments.flag(EXPLAIN));
    }

    private static Mode mode(String text) {
        return switch (text) {
            case "available-now" -> Mode.AVAILABLE_NOW;
            case "continuous" -> Mode.CONTINUOUS;
            default -> throw new BronzeException("--trigger is available-now or continuous, not " + text);
        };
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "auto-loader" -> Kind.AUTO_LOADER;
            case "parquet" -> Kind.PARQUET;
            case "listing" -> Kind.LISTING;
            default -> throw new BronzeException("--source is auto-loader, parquet or listing, not " + text);
        };
    }

    private static Duration duration(String text) {
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            throw new BronzeException("--interval is a number with ms, s, m or h, such as 2s, not " + text);
        }
        long amount = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static int maxFiles(String text) {
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > BatchConfig.MOST_FILES) {
            throw new BronzeException("--max-files is a number from 1 to " + BatchConfig.MOST_FILES + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    static Map<String, String> sparkConf(List<String> settings) {
        Map<String, String> conf = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                // Not the setting itself: it may be a secret that lost its name.
                throw new BronzeException("--spark-conf takes key=value");
            }
            conf.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return conf;
    }
}
