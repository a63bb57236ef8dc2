package io.landfall.config.expression;

/** What a part of an expression is. */
public enum Kind {
    NUMBER("a number"),
    TEXT("text"),
    /** Text in the expression itself: it may stand for a time. */
    QUOTED("text"),
    TIME("a time"),
    CONDITION("true or false"),
    /** A field that has values, but none to compare: a list, say. It can be there or not. */
    OTHER("neither a number, text, a time nor true or false"),
    /** A field of a schema that is not known yet. */
    ANY("a field");

    private final String noun;

    Kind(String noun) {
        this.noun = noun;
    }

    String noun() {
        return noun;
    }

    boolean mayBe(Kind wanted) {
        return this == wanted || this == ANY;
    }

    boolean comparesWith(Kind other) {
        if (this == OTHER || other == OTHER) {
            return false;
        }
        return mayBe(other)
                || other == ANY
                || (this == QUOTED && other.takesQuoted())
                || (other == QUOTED && takesQuoted());
    }

    private boolean takesQuoted() {
        return this == TEXT || this == TIME;
    }
}
