/**
 * Records for the demo and for tests, and what has to become of them, made from a seed. Whoever
 * checks the pipeline compares it with the counts here, which are known when a record is made. Knows nothing of the
 * pipeline; not in the production jar.
 */
package io.landfall.local.feed;
