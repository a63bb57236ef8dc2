package io.landfall.config.expression;

import java.math.BigDecimal;
import java.util.List;

/** Looks at what goes with what, as far as that is known without a schema. */
final class KindsOnly implements Operands<Kind> {
    @Override
    public Kind number(BigDecimal value) {
        return Kind.NUMBER;
    }

    @Override
    public Kind text(String value) {
        return Kind.QUOTED;
    }

    @Override
    public Kind truth(boolean value) {
        return Kind.CONDITION;
    }

    @Override
    public Kind field(String path) {
        return Kind.ANY;
    }

    @Override
    public Kind kind(Kind field) {
        return field;
    }

    @Override
    public Kind missing(String path) {
        return Kind.CONDITION;
    }

    @Override
    public Kind arithmetic(Arithmetic operation, Kind left, Kind right) {
        return Kind.NUMBER;
    }

    @Override
    public Kind negative(Kind number) {
        return Kind.NUMBER;
    }

    @Override
    public Kind absolute(Kind number) {
        return Kind.NUMBER;
    }

    @Override
    public Kind compared(Comparison comparison, Kind left, Kind right) {
        return Kind.CONDITION;
    }

    @Override
    public Kind among(Kind value, List<Kind> items) {
        return Kind.CONDITION;
    }

    @Override
    public Kind and(Kind left, Kind right) {
        return Kind.CONDITION;
    }

    @Override
    public Kind or(Kind left, Kind right) {
        return Kind.CONDITION;
    }

    @Override
    public Kind not(Kind condition) {
        return Kind.CONDITION;
    }
}
