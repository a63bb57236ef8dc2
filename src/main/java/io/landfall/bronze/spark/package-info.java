/**
 * What Spark itself lacks for the jobs: a session for a laptop, its file systems, what failed said without values,
 * JSON.
 */
package io.landfall.bronze.spark;
