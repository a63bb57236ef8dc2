package io.landfall.config.expression;

import java.util.Arrays;
import java.util.Optional;

/** How two values are compared. */
public enum ComparisonOperator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    ComparisonOperator(String symbol) {
        this.symbol = symbol;
    }

    static Optional<ComparisonOperator> of(String symbol) {
        return Arrays.stream(values()).filter(one -> one.symbol.equals(symbol)).findFirst();
    }

    boolean ofOrder() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /** @param sign of the left value compared with the right one, as a {@link java.util.Comparator} says it */
    public boolean holds(int sign) {
        return switch (this) {
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
            case LESS -> sign < 0;
            case LESS_OR_EQUAL -> sign <= 0;
            case GREATER -> sign > 0;
            case GREATER_OR_EQUAL -> sign >= 0;
        };
    }
}
