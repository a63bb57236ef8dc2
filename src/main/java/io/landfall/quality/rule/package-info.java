/**
 * Business rules, worked out: an expression becomes a tree over field positions, once per schema. Knows nothing of scores.
 *
 * <p>Each part has a type from the start, so a record costs no lookups and, as long as its numbers fit 64 bits, no objects.
 */
package io.landfall.quality.rule;
