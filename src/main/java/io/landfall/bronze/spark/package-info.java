/**
 * What Spark itself lacks for the jobs: a session for a laptop, its file systems, what failed said without values,
 * JSON.
 */
@NullMarked
package io.landfall.bronze.spark;

import org.jspecify.annotations.NullMarked;
