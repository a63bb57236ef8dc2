package io.landfall.config;

import io.landfall.config.form.Spelling;

/**
 * Where the bronze job puts its tables.
 *
 * @param catalog Unity Catalog's catalog; {@code spark_catalog} on plain Spark
 * @param checkpoints the folder below which each table's stream keeps its checkpoint
 */
public record BronzeConfig(String catalog, String schema, Template checkpoints) {
    public static final Spelling CATALOG = name("a catalog's name");
    public static final Spelling SCHEMA = name("a schema's name");

    public BronzeConfig {
        Require.form("bronze.catalog", catalog, CATALOG);
        Require.form("bronze.schema", schema, SCHEMA);
        Require.text(ReferencePlace.BRONZE_CHECKPOINTS, checkpoints);
    }

    private static Spelling name(String what) {
        return new Spelling(
                what, "a name without dots, slashes, spaces and backticks", "[^./\\s`\\u0000-\\u001f]{1,255}");
    }
}
