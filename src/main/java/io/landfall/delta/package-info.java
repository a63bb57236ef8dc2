/**
 * Reads any Delta table below an object store's root, without Spark: the only place that uses the Delta Kernel. Of ours it
 * sees {@code landing.store}.
 */
@NullMarked
package io.landfall.delta;

import org.jspecify.annotations.NullMarked;
