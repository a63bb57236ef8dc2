package io.landfall.quality.rule;

/** What a condition comes to; as in SQL it may be unknown, where a value is missing. */
enum Ternary {
    TRUE,
    FALSE,
    UNKNOWN;

    static Ternary of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Ternary or(Ternary other) {
        return this == TRUE || other == FALSE ? this : this == FALSE || other == TRUE ? other : UNKNOWN;
    }

    Ternary negated() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
