package io.landfall.quality.rule;

/** What a condition comes to; as in SQL it may be unknown, where a value is missing. */
enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth or(Truth other) {
        return this == TRUE || other == FALSE ? this : this == FALSE || other == TRUE ? other : UNKNOWN;
    }

    Truth negated() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
