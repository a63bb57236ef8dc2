/**
 * Adds what Landfall knows about a record to its row: source, quality, identity, position. Sees {@code config} and
 * {@code record} only, and protected records only.
 */
@NullMarked
package io.landfall.enrich;

import org.jspecify.annotations.NullMarked;
