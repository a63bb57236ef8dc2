/**
 * Checks of a Databricks workspace, by the names that {@code terraform/modules/databricks} gives to what it makes. Of ours it
 * sees {@code doctor}, {@code config} and {@code record}, and of the package above how SQL statements are run.
 */
@NullMarked
package io.landfall.databricks.checkup;

import org.jspecify.annotations.NullMarked;
