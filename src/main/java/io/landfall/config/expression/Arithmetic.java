package io.landfall.config.expression;

/** What is done with two numbers. */
public enum Arithmetic {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE
}
