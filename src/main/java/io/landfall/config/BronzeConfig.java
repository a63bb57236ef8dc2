package io.landfall.config;

/**
 * Where the bronze job puts its tables.
 *
 * @param catalog Unity Catalog's catalog; {@code spark_catalog} on plain Spark
 * @param checkpoints the folder below which each table's stream keeps its checkpoint
 */
public record BronzeConfig(String catalog, String schema, Template checkpoints) {}
