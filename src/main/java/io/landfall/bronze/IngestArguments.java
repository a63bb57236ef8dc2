package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.config.BatchConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of {@link BronzeJob}. */
@Command(
        name = "BronzeJob",
        sortOptions = false,
        sortSynopsis = false,
        description = {"Ingests the segments that have landed into the bronze tables.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  On Databricks, each night, two tables:",
            "    --config /Volumes/prod/bronze/config/landfall.yaml --env production --table bz_orders bz_items",
            "  On serverless compute:",
            "    --config /Volumes/prod/bronze/config/landfall.yaml --env production --source listing \\",
            "      --landing-root /Volumes/prod/bronze/landing",
            "  On plain Spark, for as long as it runs:",
            "    --config landfall.yaml --warehouse ./warehouse --trigger continuous --interval 10s",
            "  To see the tables' DDL first:",
            "    --config landfall.yaml --warehouse ./warehouse --explain",
        },
        exitCodeListHeading = "%nExit codes outside of Databricks, where an exception says the same:%n",
        exitCodeList = {"0:done", "1:a table failed for good", "2:bad usage, or a configuration that cannot be used"})
final class IngestArguments implements ProgramArguments {
    @Mixin
    private CommonArguments common;

    @Option(
            names = "--trigger",
            paramLabel = "TRIGGER",
            defaultValue = "available-now",
            converter = ModeConverter.class,
            description = "Ends when all is ingested that has landed, available-now, or never, continuous."
                    + " Default: ${DEFAULT-VALUE}.")
    private Mode mode;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = IntervalConverter.class,
            description =
                    "How often a continuous job looks for segments: 500ms, 10s, 2m, 1h. Default: ${DEFAULT-VALUE}.")
    private Duration interval;

    @Option(
            names = "--max-files",
            paramLabel = "N",
            converter = MaxFilesConverter.class,
            description = "Instead of batch_files, for all tables: from 1 to " + BatchConfig.MOST_FILES + ".")
    private Optional<Integer> maxFiles = Optional.empty();

    @Override
    public BronzeOptions options(boolean onDatabricks) {
        return common.options(mode, interval, maxFiles, false, onDatabricks);
    }

    private static final class ModeConverter implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String text) {
            return switch (text) {
                case "available-now" -> Mode.AVAILABLE_NOW;
                case "continuous" -> Mode.CONTINUOUS;
                default -> throw new BronzeException("--trigger is available-now or continuous, not " + text);
            };
        }
    }

    private static final class IntervalConverter implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d+)(ms|s|m|h)");

        @Override
        public Duration convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new BronzeException("--interval is a number with ms, s, m or h, such as 2s, not " + text);
            }
            long amount = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
    }

    private static final class MaxFilesConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > BatchConfig.MOST_FILES) {
                throw new BronzeException(
                        "--max-files is a number from 1 to " + BatchConfig.MOST_FILES + ", not " + text);
            }
            return Integer.parseInt(text);
        }
    }
}
