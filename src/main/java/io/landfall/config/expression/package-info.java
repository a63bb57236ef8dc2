/**
 * The language of business rules: what may be written, and what goes with what. Says nothing of how a rule is worked
 * out, for only {@code quality} needs that. Imports no other package of ours.
 */
package io.landfall.config.expression;
