/**
 * {@code landfall bench}: Landfall and its peers at the same work, on the same topic, each in a process of its own that a
 * {@link io.landfall.local.bench.Meter} measures. The programs that only exist to be measured are here too: what limits all
 * of them, the Spark job, and what Kafka Connect lacks. Not in the production jar.
 */
package io.landfall.local.bench;
