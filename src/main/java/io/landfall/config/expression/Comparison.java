package io.landfall.config.expression;

import java.util.Arrays;
import java.util.Optional;

/** How two values are compared. */
public enum Comparison {
    EQUAL("=="),
    DIFFERENT("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    static Optional<Comparison> of(String symbol) {
        return Arrays.stream(values()).filter(one -> one.symbol.equals(symbol)).findFirst();
    }

    boolean ofOrder() {
        return this != EQUAL && this != DIFFERENT;
    }

    /** @param sign of the left value compared with the right one, as a {@link java.util.Comparator} says it */
    public boolean holds(int sign) {
        return switch (this) {
            case EQUAL -> sign == 0;
            case DIFFERENT -> sign != 0;
            case LESS -> sign < 0;
            case AT_MOST -> sign <= 0;
            case MORE -> sign > 0;
            case AT_LEAST -> sign >= 0;
        };
    }
}
