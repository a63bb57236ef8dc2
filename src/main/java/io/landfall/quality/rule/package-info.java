/**
 * Business rules, worked out: an expression becomes a tree over field positions, once per schema. Knows nothing of scores.
 *
 * <p>Each part has a type from the start. Exact numbers are calculated in 64 bits as long as they fit, and in full where not.
 */
@NullMarked
package io.landfall.quality.rule;

import org.jspecify.annotations.NullMarked;
