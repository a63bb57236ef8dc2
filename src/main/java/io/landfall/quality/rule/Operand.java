package io.landfall.quality.rule;

import io.landfall.config.expression.Kind;

/** A part of a rule, for one schema. */
interface Operand {
    Kind kind();
}
