/**
 * What travels through the stages: raw records up to {@code protect}, protected ones after it, and the outcomes between.
 * Imports no other package of ours.
 */
@NullMarked
package io.landfall.record;

import org.jspecify.annotations.NullMarked;
