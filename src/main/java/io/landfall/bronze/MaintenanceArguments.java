package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeOptions;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line of {@link MaintenanceJob}. It has no streams, so nothing of them can be said. */
@Command(
        name = "MaintenanceJob",
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Notes what landed and what is ingested, deletes and erases what is over its retention, vacuums, and brings"
                    + " properties and tags of the bronze tables up to date.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Each day:",
            "    --config /Volumes/prod/bronze/config/landfall.yaml --env production",
            "  Each hour:",
            "    --config /Volumes/prod/bronze/config/landfall.yaml --env production --ledger",
            "  To see first what it would delete:",
            "    --config landfall.yaml --warehouse ./warehouse --explain",
        },
        exitCodeListHeading = "%nExit codes outside of Databricks, where an exception says the same:%n",
        exitCodeList = {"0:done", "1:a table failed", "2:bad usage, or a configuration that cannot be used"})
final class MaintenanceArguments implements ProgramArguments {
    @Mixin
    private CommonArguments common;

    @Option(names = "--ledger", description = "Only notes what landed and what is ingested.")
    private boolean ledgerOnly;

    @Override
    public BronzeOptions options(boolean onDatabricks) {
        return common.options(Mode.AVAILABLE_NOW, Duration.ofSeconds(2), Optional.empty(), ledgerOnly, onDatabricks);
    }
}
