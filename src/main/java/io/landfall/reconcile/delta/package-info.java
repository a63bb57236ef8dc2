/** Reads bronze tables from their Delta logs, without Spark: the only place that uses the Delta Kernel. */
package io.landfall.reconcile.delta;
