/**
 * What Landfall asks a Databricks workspace, besides secrets: bronze tables through a SQL warehouse. Of ours it sees
 * {@code reconcile} and {@code record}; the doctor's checks, below, see other packages.
 */
@NullMarked
package io.landfall.databricks;

import org.jspecify.annotations.NullMarked;
