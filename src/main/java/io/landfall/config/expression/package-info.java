/**
 * The language of business rules: what may be written, what goes with what, and the tree that a rule becomes. Says
 * nothing of how a rule is evaluated, for only {@code quality} needs that. Imports no other package of ours.
 */
@NullMarked
package io.landfall.config.expression;

import org.jspecify.annotations.NullMarked;
