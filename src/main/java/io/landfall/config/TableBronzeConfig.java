package io.landfall.config;

import io.landfall.config.form.Spelling;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a table's rows in bronze.
 *
 * @param clusterBy the columns of liquid clustering
 * @param retention how long the bronze table keeps its rows; for ever if empty
 * @param fieldRetention by field path, how long the bronze table keeps the field's values
 * @param compliance names of regulations, for the audit log
 */
public record TableBronzeConfig(
        List<String> clusterBy,
        Optional<Period> retention,
        Map<String, Period> fieldRetention,
        List<String> compliance,
        IngestConfig ingest,
        BatchConfig batch) {
    /** Delta clusters by no more columns. */
    public static final int MOST_CLUSTER_COLUMNS = 4;

    public static final Spelling REGULATION = new Spelling(
            "a regulation",
            "a name, such as GDPR: letters, digits, blanks, dots, _ and -",
            "[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}");

    public TableBronzeConfig {
        clusterBy = List.copyOf(clusterBy);
        fieldRetention = Require.copy(fieldRetention);
        compliance = List.copyOf(compliance);
        Require.names("cluster_by", clusterBy, Spelling.FIELD);
        Require.that(
                clusterBy.size() <= MOST_CLUSTER_COLUMNS, "cluster_by", "at most " + MOST_CLUSTER_COLUMNS + " columns");
        retention.ifPresent(period -> Require.period("retention", period));
        fieldRetention.forEach((field, period) -> {
            Require.form("field_retention", field, Spelling.FIELD);
            Require.period("field_retention." + field, period);
        });
        Require.none("", TableRules.fieldRetention(fieldRetention, retention));
        Require.names("compliance", compliance, REGULATION);
    }
}
