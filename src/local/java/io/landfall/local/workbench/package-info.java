/**
 * What people try their own configuration with on a laptop: the servers in the foreground, the bronze job on plain Spark, and
 * queries of its tables. Knows nothing of the demo; not in the production jar.
 */
package io.landfall.local.workbench;
