/**
 * Segments into tables: batch by batch, each segment once, whatever became of the job before.
 */
package io.landfall.bronze.ingest;
