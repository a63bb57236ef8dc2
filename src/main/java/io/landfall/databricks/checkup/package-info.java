/**
 * Checks of a Databricks workspace, by the names that {@code terraform/modules/databricks} gives to what it makes. Of ours it
 * sees {@code doctor}, {@code config} and {@code record}.
 */
package io.landfall.databricks.checkup;
