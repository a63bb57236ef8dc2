package io.landfall.bronze.plan;

/**
 * How long the values of a field stay, in rows that stay longer.
 *
 * @param field dots reach into structs
 * @param retention counts from the row's own time, as for rows
 */
public record FieldRetention(String field, Retention retention) {}
