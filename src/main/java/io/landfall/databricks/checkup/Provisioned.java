package io.landfall.databricks.checkup;

import io.landfall.config.IngestConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.doctor.DoctorCheck;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code terraform/modules/databricks} makes of a configuration: its names, and who ingests what. */
final class Provisioned {
    static final List<String> OWN_VOLUMES = List.of("checkpoints", "config", "jars");

    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HHmm");

    private final LandfallConfig config;

    Provisioned(LandfallConfig config) {
        this.config = config;
    }

    String catalog() {
        return config.bronze().catalog();
    }

    /** The schema of the bronze tables, with its catalog. */
    String bronze() {
        return catalog() + "." + config.bronze().schema();
    }

    /** The schema of the volumes on the landing area, with its catalog. */
    String landing() {
        return bronze() + "_landing";
    }

    String externalLocation() {
        return name() + "-landing";
    }

    /** The jobs, by name, with their tables in order. */
    Map<String, List<TableConfig>> jobs() {
        return config.tables().values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .collect(Collectors.groupingBy(
                        table -> name() + "-ingest-" + cadence(table), TreeMap::new, Collectors.toList()));
    }

    /** The job that keeps house; there is none without {@code maintenance_at}. */
    String maintenance() {
        return name() + "-maintenance";
    }

    /** The job that compares what landed with what is ingested; there is none without {@code ledger_minutes}. */
    String ledger() {
        return name() + "-ledger";
    }

    private String name() {
        if (config.environment().isEmpty()) {
            throw new DoctorCheck.NotNow("names in the workspace have the environment in them: say --env");
        }
        return config.application() + "-" + config.environment();
    }

    /** As in {@code terraform/modules/config}. */
    private static String cadence(TableConfig table) {
        if (table.bronze().ingest() instanceof IngestConfig.OnArrival) {
            return "on_arrival_" + table.name();
        }
        if (table.bronze().ingest() instanceof IngestConfig.Daily daily) {
            return "daily_" + daily.at().format(TIME_OF_DAY);
        }
        if (table.bronze().ingest() instanceof IngestConfig.Every every) {
            long minutes = every.interval().toMinutes();
            return minutes % 60 == 0 ? "every_" + minutes / 60 + "h" : "every_" + minutes + "m";
        }
        return "continuous";
    }

    /** The longest time between two runs for a table. */
    static Duration rhythm(TableConfig table) {
        if (table.bronze().ingest() instanceof IngestConfig.Every every) {
            return every.interval();
        }
        return table.bronze().ingest() instanceof IngestConfig.Daily ? Duration.ofDays(1) : Duration.ZERO;
    }
}
