package io.landfall.config;

import io.landfall.config.form.Spelling;
import java.util.Optional;

/**
 * One table: a topic in, a bronze table out.
 *
 * @param name the bronze table's name
 * @param dedupe empty: nothing is removed
 */
public record TableConfig(
        String name,
        SourceConfig source,
        Optional<DedupeConfig> dedupe,
        PrivacyConfig privacy,
        QualityConfig quality,
        TableLandingConfig landing,
        TableBronzeConfig bronze) {
    /** The name of any table. */
    public static final Spelling NAME = new Spelling(
            "a table's name",
            "a name of lower-case letters, digits and _, beginning with a letter",
            "[a-z][a-z0-9_]{0,254}");

    public TableConfig {
        Require.form("tables", name, NAME);
        Require.none("tables." + name, TableRules.name(name));
        QualityConfig.Temporal temporal = quality.temporal();
        Require.none(
                "tables." + name,
                TableRules.eventTime(
                        temporal.maxFuture().isPresent(),
                        temporal.maxAge().isPresent(),
                        source.eventTime().isPresent()));
        Require.none("tables." + name, TableRules.columns(bronze.clusterBy(), source.keyField(), privacy.rules()));
        Require.none(
                "tables." + name,
                TableRules.erasable(bronze.fieldRetention(), source.eventTime(), source.keyField(), privacy.rules()));
    }
}
