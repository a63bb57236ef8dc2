/**
 * Segments into tables: batch by batch, each segment once, whatever became of the job before.
 */
@NullMarked
package io.landfall.bronze.ingest;

import org.jspecify.annotations.NullMarked;
